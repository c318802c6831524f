-- A code or the number of a document as it is kept and compared: capitals, single blanks, dashes with none beside them.
create or replace temp macro written_code(text) as upper(
    regexp_replace(regexp_replace(trim(text), '\s*[-‐‑–—]\s*', '-', 'g'), '\s+', ' ', 'g')
);
