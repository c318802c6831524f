-- One row is both sides of one approved ratio of one goal at a cut-off, with the baseline that is in them.
select
    s.part,
    s.whole,
    g.baseline
from goal_ratio_sides as s
inner join plan_goal as g
    on s.goal_id = g.goal_id and s.phase_code = g.phase_code and left(s.cutoff, 4) = g.poa_year
where
    s.goal_id = $goal
    and s.cutoff = $cutoff
    and s.basis = 'conforme'
    and s.figure = $figure
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
