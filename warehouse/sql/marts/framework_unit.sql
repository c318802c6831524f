-- One row is a distinct unit an indicator of the framework counts at a cut-off on a basis, with its hectares once.
-- Renewed by unit_kind, unit_code: a unit is put together from the rows that name it.
-- Sought by goal_id in goal_ids: the rows that named it are those of its goals.
with named as (
    select
        f.phase_code,
        f.framework_code,
        c.cutoff,
        u.*,
        coalesce(m.weight_pct, if(u.mode = 'Por hitos', 0, 100)) as step_pct
    from framework_indicator as f
    inner join framework_cutoff as c on f.phase_code = c.phase_code
    inner join goal_framework as g on f.phase_code = g.phase_code and f.framework_code = g.framework_code
    inner join unit_named as u
        on
            g.goal_id = u.goal_id
            and f.unit_kind = u.unit_kind
            and u.period <= c.cutoff
            and (f.accumulation <> 'Por año' or left(u.period, 4) = left(c.cutoff, 4))
            and (f.hectare_kind is null or f.hectare_kind = u.hectare_kind)
    left join milestone_in_force as m
        on
            c.phase_code = m.phase_code
            and c.cutoff = m.cutoff
            and u.indicator_code = m.indicator_code
            and u.milestone = m.milestone
),

per_goal as (
    select
        phase_code,
        framework_code,
        cutoff,
        basis,
        unit_kind,
        unit_code,
        goal_id,
        any_value(site_code) as site_code,
        max_by(unit_name, period) as unit_name,
        max(period) as last_period,
        min(period) filter (where step_pct = 100) as finished_period,
        case
            when any_value(mode) = 'Valor al cierre' then max_by(hectares, period)
            else sum(hectares)
        end as hectares
    from named
    group by phase_code, framework_code, cutoff, basis, unit_kind, unit_code, goal_id
)

select
    phase_code,
    framework_code,
    cutoff,
    basis,
    unit_kind,
    unit_code,
    max_by(unit_name, last_period) as unit_name,
    any_value(site_code) as site_code,
    min(finished_period) as finished_period,
    -- Several activities in one unit give its hectares once: what was said last, the greatest of what came together.
    max_by(hectares, (last_period, hectares)) filter (where hectares is not null) as hectares,
    list(goal_id order by goal_id) as goal_ids
from per_goal
group by phase_code, framework_code, cutoff, basis, unit_kind, unit_code
