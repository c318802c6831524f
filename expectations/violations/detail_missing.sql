-- One row is progress of a goal whose achievements are units, without a unit in `Detalle`.
-- Renewed by goal_id, period: rows of one goal and period are compared, or none.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    if(g.mode = 'Por hitos', 'milestone', 'quantity') as column_name,
    if(g.mode = 'Por hitos', p.milestone, cast(p.quantity as varchar)) as found,
    i.unit_kind as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as p
inner join dim_goal as g on p.goal_id = g.goal_id
inner join ref_indicator as i on g.indicator_code = i.indicator_code
anti join now_physical_detail as d on p.goal_id = d.goal_id and p.period = d.period
where p.situation = 'Con avance' and (g.mode = 'Por hitos' or (i.unit_kind is not null and p.quantity > 0))
