-- One row is a unit of a goal by milestones that does not say which step it is at.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    d.submission_id,
    d.sheet,
    d.row_number,
    'milestone' as column_name,
    cast(null as varchar) as found,
    d.unit_number as expected,
    cast(1 as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_detail as d
inner join dim_goal as g on d.goal_id = g.goal_id
where g.mode = 'Por hitos' and d.milestone is null
