-- One row is a unit of a goal by milestones at a cut-off on a basis: the weight of the furthest step it had reached.
-- Renewed by goal_id: the steps of a goal are those of its own units.
select
    g.phase_code,
    g.goal_id,
    c.cutoff,
    o.basis,
    o.unit_kind,
    o.unit_code,
    max(m.weight_pct) as weight_pct,
    -- The weights of today: a change of weights is nobody's work of this year.
    coalesce(max(m.weight_pct) filter (where left(o.period, 4) < c.poa_year), 0) as weight_before_year,
    coalesce(max(m.weight_pct) filter (where o.period < c.cutoff), 0) as weight_before_period,
    bool_or(o.period = c.cutoff) as is_reported
from plan_goal as g
inner join plan_cutoff as c on g.phase_code = c.phase_code and g.poa_year = c.poa_year
inner join unit_named as o on g.goal_id = o.goal_id and o.period <= c.cutoff
inner join milestone_in_force as m
    on
        c.phase_code = m.phase_code
        and c.cutoff = m.cutoff
        and g.indicator_code = m.indicator_code
        and o.milestone = m.milestone
where g.mode = 'Por hitos'
group by g.phase_code, g.goal_id, c.cutoff, o.basis, o.unit_kind, o.unit_code
