-- The code of a class written as SIAF does, "3.BIENES Y SERVICIOS"; the whole text where no point follows a number.
create or replace macro class_code(text) as
    coalesce(nullif(regexp_extract(text, '^\s*([0-9]+)\s*\.', 1), ''), text);
