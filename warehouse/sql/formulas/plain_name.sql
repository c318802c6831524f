-- A code or name as it is compared with another: no accents, no case, one space for each run of spaces and dashes.
create or replace macro plain_name(written) as
    nullif(trim(regexp_replace(upper(strip_accents(written)), '[\s\-–—_]+', ' ', 'g')), '');
