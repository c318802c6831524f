-- One row is a target cell of one goal in the plan in force.
select
    fact_id(g.plan_submission_id, g.sheet, g.row_number, t.column_name) as fact_id,
    t.period,
    t.target
from fct_target as t
inner join dim_goal as g on t.goal_id = g.goal_id and t.phase_code = g.phase_code
where
    t.goal_id = $goal
    and t.target is not null
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
order by t.period
