-- One row is an approved quantity in force that enters one figure of one goal at a cut-off.
select
    f.fact_id,
    f.period,
    f.quantity
from fct_physical as f
inner join plan_goal as g on f.goal_id = g.goal_id and left($cutoff, 4) = g.poa_year
inner join goal_progress as p
    on g.goal_id = p.goal_id and g.phase_code = p.phase_code and p.cutoff = $cutoff and p.basis = 'conforme'
where
    f.goal_id = $goal
    and f.period <= $cutoff
    and f.quantity is not null
    and f.known_from is not null
    and f.known_to is null
    and (
        g.mode = 'Valor al cierre'
        or $figure not in ('year_progress', 'cumulative_year')
        or left(f.period, 4) = left($cutoff, 4)
    )
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], f.organisation_code))
qualify g.mode <> 'Valor al cierre' or f.period = max(f.period) over ()
order by f.period
