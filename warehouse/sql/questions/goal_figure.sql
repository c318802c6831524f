-- One row is the approved figures of one goal at one cut-off.
select
    p.*,
    g.unit
from goal_progress as p
inner join plan_goal as g
    on p.goal_id = g.goal_id and p.phase_code = g.phase_code and left(p.cutoff, 4) = g.poa_year
where
    p.goal_id = $goal
    and p.cutoff = $cutoff
    and p.basis = 'conforme'
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
