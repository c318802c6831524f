-- One row per class of one level whose PIM, certified or accrued amount grew or fell between two snapshots, in PEN.
-- Public, whoever asks: figures the State publishes.
with sides as (
    select
        c.code,
        c.name,
        c.snapshot = $snapshot as is_later,
        unnest(['pim', 'certified', 'accrued']) as stage,
        unnest([c.pim, c.certified, c.accrued]) as amount
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
order by array_position(['pim', 'certified', 'accrued'], stage), abs(now - before) desc, code
