-- One row is a goal an indicator of the framework counts or could count, at a cut-off on a basis, with what it reached.
select
    f.phase_code,
    f.framework_code,
    c.cutoff,
    b.basis,
    g.goal_id,
    g.is_in_force,
    g.organisation_code,
    g.department_code,
    g.action_code,
    i.mode,
    i.unit,
    i.adds_regions,
    i.adds_sites,
    i.adds_actions,
    -- a level of a goal no longer in the plan is that of the goals that replaced it
    case
        when i.mode <> 'Valor al cierre' then sum(o.quantity)
        when g.is_in_force then max_by(o.quantity, o.period)
    end as reached,
    count(o.quantity) > 0 as is_reported
from framework_indicator as f
inner join framework_cutoff as c on f.phase_code = c.phase_code
inner join goal_framework as g on f.phase_code = g.phase_code and f.framework_code = g.framework_code
inner join ref_indicator as i on g.indicator_code = i.indicator_code
cross join (values ('conforme'), ('reportado')) as b (basis)
left join physical_observed as o
    on
        g.goal_id = o.goal_id
        and b.basis = o.basis
        and o.period <= c.cutoff
        and (f.accumulation <> 'Por año' or left(o.period, 4) = left(c.cutoff, 4))
group by
    f.phase_code,
    f.framework_code,
    c.cutoff,
    b.basis,
    g.goal_id,
    g.is_in_force,
    g.organisation_code,
    g.department_code,
    g.action_code,
    i.mode,
    i.unit,
    i.adds_regions,
    i.adds_sites,
    i.adds_actions
