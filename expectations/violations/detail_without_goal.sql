-- One row is a unit of a goal that its own submission says nothing of in `Avance`.
-- Renewed by goal_id, period: rows of one goal and period are compared, or none.
select
    d.submission_id,
    d.sheet,
    d.row_number,
    'goal_id' as column_name,
    d.goal_id as found,
    'Avance' as expected,
    cast(d.hectares as decimal(24, 4)) as stake_amount,
    case when d.hectares is not null then 'ha' end as stake_unit
from now_physical_detail as d
-- of a goal nobody knows its own rule tells
semi join dim_goal as g on d.goal_id = g.goal_id
anti join now_physical_progress as p
    on d.submission_id = p.submission_id and d.goal_id = p.goal_id and d.period = p.period
-- What is approved stands beside the row of its goal, whichever submission that came with later. Both joins compare
-- columns of one side with columns of the other: with an `or`, or a condition on one side, every row meets every unit.
anti join now_physical_progress as a
    on if(d.is_approved, d.goal_id, null) = a.goal_id and d.period = a.period
