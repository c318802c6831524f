-- One row is a quantity or value that takes its goal past the dated limit (percent of the phase target).
-- Renewed by goal_id: rows of one goal are compared, or none.
with earlier as (
    select
        goal_id,
        period,
        quantity
    from fct_physical
    where known_from is not null and known_to is null
),

amounts as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.column_name,
        n.period,
        n.quantity,
        g.unit,
        g.mode,
        g.direction,
        g.baseline,
        g.includes_baseline,
        g.phase_target,
        n.quantity + coalesce((
            select sum(e.quantity) from earlier as e
            where not is_level(g.mode) and e.goal_id = n.goal_id and e.period <> n.period
        ), 0) as total
    from quantity_told as n
    inner join dim_goal as g on n.goal_id = g.goal_id
    where not n.is_approved and n.quantity > 0
),

sides as (
    select
        *,
        goal_part(mode, direction, baseline, includes_baseline, total, phase_target) as part,
        goal_whole(mode, direction, baseline, includes_baseline, total, phase_target) as whole
    from amounts
    where not goal_holds(mode, direction, baseline, includes_baseline, phase_target)
)

select
    s.submission_id,
    s.sheet,
    s.row_number,
    s.column_name,
    cast(s.quantity as varchar) as found,
    cast(s.total as varchar) || ' / ' || cast(s.phase_target as varchar) as expected,
    cast(s.part - s.whole as decimal(24, 4)) as stake_amount,
    s.unit as stake_unit
from sides as s
where
    s.whole > 0
    and s.part * 100 > s.whole * (
        select cast(max_by(t.value_pct, t.valid_from) as decimal(9, 4))
        from ref_thresholds as t
        where t.name = 'over' and t.valid_from <= cast(quarter_end(s.period) as varchar)
    )
