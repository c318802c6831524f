-- One row is progress below the dated share of what its period had programmed, or none at all, without a reason.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with achieved as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.period,
        n.situation,
        g.direction,
        g.unit,
        g.mode,
        g.baseline,
        -- the baseline is part of a value at close, not of what one quarter adds
        g.includes_baseline and is_level(g.mode) as includes_baseline,
        -- finished units are not what is programmed by steps
        if(g.mode = 'Por hitos', null, t.target) as target,
        if(
            g.mode = 'Numerador/denominador', ratio_value(g.unit, n.numerator, n.denominator), n.quantity
        ) as amount
    from now_physical_progress as n
    inner join dim_goal as g on n.goal_id = g.goal_id
    left join fct_target as t on g.phase_code = t.phase_code and n.goal_id = t.goal_id and n.period = t.period
    where n.shortfall_reason is null
),

-- The share that is enough, by the day each period ended; worked out once a period and not for each row.
enough as (
    select
        p.period,
        cast(max_by(t.value_pct, t.valid_from) as decimal(9, 4)) as pct
    from (select distinct period from achieved) as p
    inner join ref_thresholds as t on t.name = 'green' and t.valid_from <= cast(quarter_end(p.period) as varchar)
    group by p.period
),

sides as (
    select
        *,
        goal_part(mode, direction, baseline, includes_baseline, amount, target) as part,
        goal_whole(mode, direction, baseline, includes_baseline, amount, target) as whole
    from achieved
    where amount is not null
)

select
    s.submission_id,
    s.sheet,
    s.row_number,
    'shortfall_reason' as column_name,
    cast(s.amount as varchar) as found,
    coalesce(cast(s.target as varchar), '—') as expected,
    cast(abs(s.target - s.amount) as decimal(24, 4)) as stake_amount,
    s.unit as stake_unit
from sides as s
left join enough as e on s.period = e.period
where
    -- with a quantity beside it the situation is told to contradict it
    (s.situation = 'Sin avance' and s.amount <= 0)
    or (s.whole > 0 and s.part * 100 < s.whole * e.pct)
