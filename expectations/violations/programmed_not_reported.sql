-- One row says that nothing was programmed for a goal in a period that has a target.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'situation' as column_name,
    p.situation as found,
    cast(t.target as varchar) as expected,
    cast(t.target as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as p
inner join dim_goal as g on p.goal_id = g.goal_id
inner join fct_target as t on g.phase_code = t.phase_code and p.goal_id = t.goal_id and p.period = t.period
where p.situation = 'No programado' and t.target > 0
