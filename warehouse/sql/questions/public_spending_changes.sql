-- One row per class of one level of which an amount grew or fell between two snapshots, in PEN.
-- Public, whoever asks: figures the State publishes.
with sides as (
    select
        c.code,
        c.name,
        c.snapshot = $snapshot as is_later,
        unnest(['pia', 'modifications', 'pim', 'certified', 'annual_commitment', 'accrued', 'ordered']) as stage,
        unnest([c.pia, c.modifications, c.pim, c.certified, c.annual_commitment, c.accrued, c.ordered]) as amount
    from public_spending_by_class as c
    where c.level = $level and c.snapshot in ($snapshot, $before) and $snapshot <> $before
),

compared as (
    select
        code,
        stage,
        coalesce(max(name) filter (where is_later), max(name)) as name,
        coalesce(sum(amount) filter (where not is_later), 0)::decimal(24, 4) as before,
        coalesce(sum(amount) filter (where is_later), 0)::decimal(24, 4) as now
    from sides
    group by code, stage
)

select
    *,
    (now - before)::decimal(24, 4) as change
from compared
where now <> before
order by
    array_position(['pim', 'certified', 'accrued', 'ordered', 'annual_commitment', 'pia', 'modifications'], stage),
    abs(now - before) desc,
    code
