-- One row is progress of a goal that is told unit by unit, without a unit in `Detalle`.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'milestone' as column_name,
    '' as found,
    'Detalle' as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as p
inner join dim_goal as g on p.goal_id = g.goal_id and g.mode = 'Por hitos'
anti join now_physical_detail as d on p.goal_id = d.goal_id and p.period = d.period
where p.situation = 'Con avance'
