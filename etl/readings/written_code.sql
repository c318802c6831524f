-- A code or the number of a document as it is kept and compared: capitals, single blanks, dashes with none beside them.
create or replace temp macro written_code(text) as upper(
    case
        -- so most are written, and looking for what to mend in one costs twice as much as seeing that there is nothing
        when regexp_full_match(text, '[\w.,/°-]*') then text
        else trim(
            regexp_replace(
                regexp_replace(text, '[\s\x{00A0}]*[-‐‑–—][\s\x{00A0}]*', '-', 'g'), '[\s\x{00A0}]+', ' ', 'g'
            )
        )
    end
);
