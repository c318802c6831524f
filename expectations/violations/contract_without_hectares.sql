-- One row is a contract named without hectares, or with none.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    submission_id,
    sheet,
    row_number,
    'hectares' as column_name,
    coalesce(cast(hectares as varchar), '') as found,
    unit_number as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_physical_detail
where unit_kind = 'Contrato' and coalesce(hectares, 0) = 0
