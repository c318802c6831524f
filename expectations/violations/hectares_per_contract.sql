-- One row is a contract of more hectares than the dated parameter admits.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with contracts as (
    select
        d.*,
        (
            select cast(max_by(p.value, p.valid_from) as decimal(24, 4))
            from ref_parameter as p
            where p.name = 'hectares_per_contract' and p.valid_from <= cast(quarter_end(d.period) as varchar)
        ) as most
    from now_physical_detail as d
    where d.unit_kind = 'Contrato'
)

select
    submission_id,
    sheet,
    row_number,
    'hectares' as column_name,
    cast(hectares as varchar) as found,
    cast(most as varchar) as expected,
    cast(hectares - most as decimal(24, 4)) as stake_amount,
    'ha' as stake_unit
from contracts
where hectares > most
