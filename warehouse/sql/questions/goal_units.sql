-- One row is a unit of a goal by milestones at a cut-off: its approved furthest step, and what each step weighs.
select
    u.unit_kind,
    n.unit_code,
    max_by(n.unit_name, n.period) as unit_name,
    max_by(n.milestone, (m.weight_pct, n.period)) as milestone,
    u.weight_pct,
    u.weight_before_year,
    min_by(n.milestone_id, (-m.weight_pct, n.period)) as fact_id
from goal_unit_step as u
inner join plan_goal as g
    on u.phase_code = g.phase_code and u.goal_id = g.goal_id and left(u.cutoff, 4) = g.poa_year
inner join unit_named as n
    on
        u.goal_id = n.goal_id
        and u.basis = n.basis
        and u.unit_kind = n.unit_kind
        and u.unit_code = n.unit_code
        and u.cutoff >= n.period
inner join milestone_in_force as m
    on
        u.phase_code = m.phase_code
        and u.cutoff = m.cutoff
        and n.indicator_code = m.indicator_code
        and n.milestone = m.milestone
where
    u.goal_id = $goal
    and u.cutoff = $cutoff
    and u.basis = 'conforme'
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
group by u.unit_kind, n.unit_code, u.weight_pct, u.weight_before_year
order by u.unit_kind, n.unit_code
