-- One row per distinct unit one indicator of the framework counts at a cut-off, approved, with the goals that name it.
with seen as (
    select
        u.*,
        g.organisation_code
    from framework_unit as u
    inner join framework_goal as g
        on
            u.phase_code = g.phase_code
            and u.framework_code = g.framework_code
            and u.cutoff = g.cutoff
            and u.basis = g.basis
            and list_contains(u.goal_ids, g.goal_id)
    where u.phase_code = $phase and u.framework_code = $code and u.cutoff = $cutoff and u.basis = 'conforme'
)

select
    unit_kind,
    unit_code,
    unit_name,
    finished_period,
    hectares,
    array_to_string(goal_ids, ' · ') as goals
from seen
where ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], organisation_code))
group by all
order by unit_kind, unit_code
