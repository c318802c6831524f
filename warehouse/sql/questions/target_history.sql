-- One row per target cell of a goal: original, previous and new, with the reason and level of its last change.
select
    h.period,
    h.original_version,
    h.original,
    h.previous_version,
    h.previous,
    h.new_version,
    h.new_target,
    h.is_changed,
    h.reason,
    h.change_level,
    h.document,
    h.fact_id
from target_history as h
inner join dim_goal as g on h.phase_code = g.phase_code and h.goal_id = g.goal_id
where
    h.goal_id = $goal
    and h.phase_code = $phase
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
order by h.period = 'phase' desc, h.period
