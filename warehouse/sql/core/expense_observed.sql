-- One row is an expense that counts on one basis: the latest approved of its voucher and line, or the latest live one.
select
    'conforme' as basis,
    * exclude (known_to)
from fct_expense
where known_from is not null and known_to is null
union all by name
select
    'reportado' as basis,
    * exclude (known_to)
from fct_expense
qualify row_number() over (partition by expense_id order by received_sequence desc, row_number desc) = 1
