-- One row is a cell of an ubigeo that lost its leading zero as a number, or that ends in 00 for the whole of a place.
select
    row_number,
    column_name,
    place_code(tidy_cell(text)) as value,
    case
        when length(tidy_cell(text)) % 2 = 1 then 'leading_zero'
        when place_code(tidy_cell(text)) = tidy_cell(text) then 'read_as'
        else 'whole_place'
    end as rule,
    place_code(tidy_cell(text)) as meant
from odd_ubigeo
where place_code(tidy_cell(text)) <> text
