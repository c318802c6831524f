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
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], f.organisation_code))
qualify row_number() over (partition by f.period order by f.known_from desc) = 1
order by f.period
