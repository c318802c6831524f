-- One row is an indicator of the framework at a cut-off on a basis: its value, its target of the year and its progress.
with goals as (
    select
        g.phase_code,
        g.framework_code,
        g.cutoff,
        g.basis,
        count(*) as goals,
        count(*) filter (where g.is_reported) as goals_reported,
        count(*) filter (where g.reached > 0 and u.goal_id is null) as goals_without_units,
        sum(g.reached) filter (where g.unit = f.unit_of_measure) as reached,
        bool_and(g.adds_regions = 'sum') or count(distinct g.department_code) = 1 as adds_regions,
        bool_and(g.adds_actions = 'sum') or count(distinct g.action_code) = 1 as adds_actions,
        bool_and(g.adds_sites = 'sum')
        or count(*) = count(distinct concat_ws('/', g.department_code, g.action_code)) as adds_sites
    from framework_goal as g
    inner join framework_indicator as f on g.phase_code = f.phase_code and g.framework_code = f.framework_code
    left join (
        select distinct
            phase_code,
            framework_code,
            cutoff,
            basis,
            unnest(goal_ids) as goal_id
        from framework_unit
    ) as u
        on
            g.phase_code = u.phase_code
            and g.framework_code = u.framework_code
            and g.cutoff = u.cutoff
            and g.basis = u.basis
            and g.goal_id = u.goal_id
    group by g.phase_code, g.framework_code, g.cutoff, g.basis
),

units as (
    select
        u.phase_code,
        u.framework_code,
        u.cutoff,
        u.basis,
        -- a unit named at close with no hectares has lapsed
        count(*) filter (where f.accumulation <> 'Valor al cierre' or u.hectares is distinct from 0) as units,
        sum(u.hectares) as hectares
    from framework_unit as u
    inner join framework_indicator as f on u.phase_code = f.phase_code and u.framework_code = f.framework_code
    where u.finished_period is not null
    group by u.phase_code, u.framework_code, u.cutoff, u.basis
),

measured as (
    select
        f.*,
        c.cutoff,
        c.target_year,
        b.basis,
        t.target,
        coalesce(g.goals, 0) as goals,
        coalesce(g.goals_reported, 0) as goals_reported,
        coalesce(g.goals_without_units, 0) as goals_without_units,
        coalesce(u.units, 0) as units,
        coalesce(g.adds_regions and g.adds_actions and g.adds_sites, true) as is_additive,
        case
            when coalesce(g.goals_reported, 0) = 0 then null
            when f.unit_kind is not null and f.hectare_kind is not null then coalesce(u.hectares, 0)
            when f.unit_kind is not null then coalesce(u.units, 0)
            when g.adds_regions and g.adds_actions and g.adds_sites then g.reached
        end as value
    from framework_indicator as f
    inner join framework_cutoff as c on f.phase_code = c.phase_code
    cross join (values ('conforme'), ('reportado')) as b (basis)
    left join framework_target as t
        on f.phase_code = t.phase_code and f.framework_code = t.framework_code and c.target_year = t.target_year
    left join goals as g
        on
            f.phase_code = g.phase_code
            and f.framework_code = g.framework_code
            and c.cutoff = g.cutoff
            and b.basis = g.basis
    left join units as u
        on
            f.phase_code = u.phase_code
            and f.framework_code = u.framework_code
            and c.cutoff = u.cutoff
            and b.basis = u.basis
),

directed as (
    select
        *,
        if(accumulation = 'Valor al cierre', accumulation, 'Cantidad del periodo') as mode,
        accumulation = 'Valor al cierre' as includes_baseline,
        if(accumulation = 'Valor al cierre' and target < baseline, 'descending', 'ascending') as direction
    from measured
),

sides as (
    select
        *,
        goal_part(mode, direction, baseline, includes_baseline, value, target) as part,
        goal_whole(mode, direction, baseline, includes_baseline, value, target) as whole,
        goal_holds(mode, direction, baseline, includes_baseline, target) as holds
    from directed
)

select
    phase_code,
    framework_version,
    framework_code,
    framework_level,
    level_order,
    cutoff,
    target_year,
    basis,
    cast(value as decimal(28, 4)) as value,
    target,
    if(value is null, null, part_ratio(part, whole, holds)) as progress,
    units,
    goals,
    goals_reported,
    case
        when goals = 0 then 'sin metas'
        when goals_reported = 0 then 'sin reporte'
        when unit_kind is null and not is_additive then 'no se suma'
        when unit_kind is not null and goals_without_units > 0 then 'sin detalle'
        else ''
    end as note
from sides
