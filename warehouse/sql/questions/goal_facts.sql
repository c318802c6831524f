-- One row per quantity ever reported for one goal up to a cut-off, in the order received; `counts` on the basis or not.
select
    f.fact_id,
    f.period,
    f.situation,
    f.quantity,
    g.unit,
    f.fact_id in (select o.fact_id from physical_observed as o where o.basis = $basis) as counts,
    s.state,
    s.version,
    s.file_name,
    s.sender,
    s.received_at,
    s.approver,
    s.approved_at
from fct_physical as f
inner join dim_submission as s on f.submission_id = s.submission_id
left join plan_goal as g on f.goal_id = g.goal_id and g.phase_code = $phase and g.poa_year = left($cutoff, 4)
where
    f.goal_id = $goal
    and f.period <= $cutoff
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], f.organisation_code))
order by f.period, f.received_sequence
