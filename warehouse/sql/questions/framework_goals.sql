-- One row per goal one indicator of the framework counts at a cut-off, approved, with what it reached.
select
    goal_id,
    organisation_code,
    department_code,
    reached,
    unit,
    is_in_force,
    is_reported
from framework_goal
where
    phase_code = $phase
    and framework_code = $code
    and cutoff = $cutoff
    and basis = 'conforme'
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], organisation_code))
order by goal_id
