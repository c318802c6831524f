-- One row is a cell of an ubigeo that lost its leading zero as a number, or that ends in 00 for the whole of a place.
with restored as (
    select
        row_number,
        column_name,
        case when length(tidy_cell(text)) % 2 = 1 then '0' else '' end || tidy_cell(text) as code,
        length(tidy_cell(text)) % 2 = 1 as has_lost_zero
    from odd_ubigeo
    where regexp_full_match(tidy_cell(text), '[1-9](\d\d){0,2}|\d\d(\d\d){1,2}')
)

select
    row_number,
    column_name,
    -- 00 is the whole country: of its two digits nothing is taken away.
    regexp_replace(code, '^(\d\d)(0000|00)$|^(\d{4})00$', '\1\3') as value,
    case when has_lost_zero then 'leading_zero' else 'whole_place' end as rule,
    regexp_replace(code, '^(\d\d)(0000|00)$|^(\d{4})00$', '\1\3') as meant
from restored
