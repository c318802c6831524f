-- One row is a contract of more hectares than the dated parameter admits.
-- Renewed by goal_id: rows of one goal are compared, or none.
with limits as (
    select cast(max_by(value, valid_from) as decimal(24, 4)) as most
    from ref_parameter
    where name = 'hectares_per_contract'
)

select
    d.submission_id,
    d.sheet,
    d.row_number,
    'hectares' as column_name,
    cast(d.hectares as varchar) as found,
    cast(l.most as varchar) as expected,
    cast(d.hectares - l.most as decimal(24, 4)) as stake_amount,
    'ha' as stake_unit
from now_physical_detail as d
cross join limits as l
where d.unit_kind = 'Contrato' and d.hectares > l.most
