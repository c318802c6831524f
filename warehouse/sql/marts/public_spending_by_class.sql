-- One row is a class of public spending in a snapshot in force: PEN by stage, and accrued ÷ PIM; not the fund's money.
with totals as (
    select
        c.organisation_code,
        c.snapshot,
        c.level,
        c.code,
        min(c.name) as name,
        sum(f.amount) filter (where f.stage = 'pia') as pia,
        sum(f.amount) filter (where f.stage = 'modifications') as modifications,
        sum(f.amount) filter (where f.stage = 'pim') as pim,
        sum(f.amount) filter (where f.stage = 'certified') as certified,
        sum(f.amount) filter (where f.stage = 'annual_commitment') as annual_commitment,
        sum(f.amount) filter (where f.stage = 'accrued') as accrued,
        sum(f.amount) filter (where f.stage = 'ordered') as ordered
    from public_spending_class as c
    inner join fct_public_spending as f
        on c.submission_id = f.submission_id and c.sheet = f.sheet and c.row_number = f.row_number
    group by c.organisation_code, c.snapshot, c.level, c.code
)

select
    organisation_code,
    snapshot,
    level,
    code,
    name,
    cast(pia as decimal(24, 4)) as pia,
    cast(modifications as decimal(24, 4)) as modifications,
    cast(pim as decimal(24, 4)) as pim,
    cast(certified as decimal(24, 4)) as certified,
    cast(annual_commitment as decimal(24, 4)) as annual_commitment,
    cast(accrued as decimal(24, 4)) as accrued,
    cast(ordered as decimal(24, 4)) as ordered,
    ratio9(accrued, nullif(pim, 0)) as accrued_ratio
from totals
