-- One row is a quantity that takes its goal past the dated limit (percent of the phase target).
with before as (
    select
        p.goal_id,
        p.period,
        p.quantity
    from now_physical_progress as p
    where p.is_approved
),

reached as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.goal_id,
        n.quantity,
        g.unit,
        g.phase_target - case when g.includes_baseline then coalesce(g.baseline, 0) else 0 end as aim,
        g.phase_target,
        n.quantity + coalesce((
            select sum(b.quantity) from before as b
            where b.goal_id = n.goal_id and b.period <> n.period
        ), 0) as total
    from now_physical_progress as n
    inner join dim_goal as g on n.goal_id = g.goal_id
    where g.mode = 'Cantidad del periodo' and not n.is_approved and n.quantity > 0
),

limits as (
    select cast(max_by(value_pct, valid_from) as decimal(9, 4)) as over_pct
    from ref_threshold
    where name = 'over'
)

select
    r.submission_id,
    r.sheet,
    r.row_number,
    'quantity' as column_name,
    cast(r.quantity as varchar) as found,
    cast(r.total as varchar) || ' / ' || cast(r.aim as varchar) as expected,
    cast(r.total - r.aim as decimal(24, 4)) as stake_amount,
    r.unit as stake_unit
from reached as r
cross join limits as l
where r.aim > 0 and r.total * 100 > r.aim * l.over_pct
