-- The name of a sheet as it is known by: without case and the blanks around it.
create or replace macro sheet_called(name) as lower(trim(name, concat(' ', chr(160), chr(9))));
