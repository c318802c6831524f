-- One row is an approved quantity in force of one goal, of a period up to the cut-off.
select
    f.fact_id,
    f.period,
    f.quantity
from fct_physical as f
where
    f.goal_id = $goal
    and f.period <= $cutoff
    and f.known_from is not null
    and f.known_to is null
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], f.organisation_code))
order by f.period
