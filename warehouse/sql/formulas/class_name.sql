-- The name of a class written as SIAF does, "3.BIENES Y SERVICIOS", without its code.
create or replace macro class_name(text) as trim(regexp_replace(text, '^\s*[0-9]+\s*\.', ''));
