-- One row is a contract named without hectares, or with none.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    submission_id,
    sheet,
    row_number,
    'hectares' as column_name,
    coalesce(cast(hectares as varchar), '') as found,
    unit_number as expected,
    -- how many they are nobody knows: at most what a contract may have before it is looked at
    (
        select cast(max_by(p.value, p.valid_from) as decimal(24, 4))
        from ref_parameter as p
        where p.name = 'hectares_per_contract' and p.valid_from <= cast(quarter_end(period) as varchar)
    ) as stake_amount,
    'ha' as stake_unit
from now_physical_detail
where unit_kind = 'Contrato' and coalesce(hectares, 0) = 0
