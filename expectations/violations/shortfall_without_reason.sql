-- One row is an achievement below the dated share of what its period had programmed, without a reason.
-- Renewed by goal_id: rows of one goal are compared, or none.
with limits as (
    select cast(max_by(value_pct, valid_from) as decimal(9, 4)) as least_pct
    from ref_thresholds
    where name = 'green'
),

achieved as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.goal_id,
        n.period,
        n.shortfall_reason,
        g.phase_code,
        g.direction,
        g.unit,
        g.mode = 'Numerador/denominador' as is_ratio,
        if(is_ratio, ratio_value(g.unit, n.numerator, n.denominator), n.quantity) as amount
    from now_physical_progress as n
    inner join dim_goal as g on n.goal_id = g.goal_id
    -- finished units are not what is programmed by steps
    where g.mode <> 'Por hitos'
)

select
    a.submission_id,
    a.sheet,
    a.row_number,
    'shortfall_reason' as column_name,
    cast(a.amount as varchar) as found,
    cast(t.target as varchar) as expected,
    cast(t.target - a.amount as decimal(24, 4)) as stake_amount,
    a.unit as stake_unit
from achieved as a
inner join fct_target as t
    on a.phase_code = t.phase_code and a.goal_id = t.goal_id and a.period = t.period
cross join limits as l
where a.direction <> 'descending' and a.amount * 100 < t.target * l.least_pct and a.shortfall_reason is null
