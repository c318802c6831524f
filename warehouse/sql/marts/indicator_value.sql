-- One row is an indicator at a level and cut-off on a basis: what its goals reached, added only along what it admits.
with goals as (
    select
        p.phase_code,
        p.goal_id,
        p.indicator_code,
        p.cutoff,
        p.basis,
        p.cumulative_phase,
        v.level,
        v.code
    from goal_progress as p
    cross join
        lateral (
            values
            ('programme', 'programme'),
            ('region', p.department_code),
            ('action', p.action_code),
            ('line', p.line_code)
        ) as v (level, code)
),

finished as (
    select
        g.phase_code,
        g.indicator_code,
        g.level,
        g.code,
        g.cutoff,
        g.basis,
        -- A unit named in two goals is one result.
        count(distinct concat_ws('/', u.unit_kind, u.unit_code)) as units
    from goals as g
    inner join goal_unit_step as u
        on
            g.phase_code = u.phase_code
            and g.goal_id = u.goal_id
            and g.cutoff = u.cutoff
            and g.basis = u.basis
            and u.weight_pct = 100
    group by g.phase_code, g.indicator_code, g.level, g.code, g.cutoff, g.basis
),

-- Of hectares at their close, the areas last named for a goal, as long as they fit into what it holds: a goal that
-- fell below them, or was corrected, holds nobody knows which.
areas as (
    select
        g.phase_code,
        g.indicator_code,
        g.level,
        g.code,
        g.cutoff,
        g.basis,
        g.goal_id,
        u.unit_code,
        u.period,
        sum(u.hectares) as hectares,
        sum(sum(u.hectares)) over (
            partition by g.phase_code, g.indicator_code, g.level, g.code, g.cutoff, g.basis, g.goal_id, u.period
        ) as named
    from goals as g
    inner join ref_indicator as i
        on g.indicator_code = i.indicator_code and i.mode = 'Valor al cierre' and i.hectare_kind is not null
    inner join unit_named as u
        on
            g.goal_id = u.goal_id
            and g.basis = u.basis
            and i.unit_kind = u.unit_kind
            and u.period <= g.cutoff
    group by
        g.phase_code, g.indicator_code, g.level, g.code, g.cutoff, g.basis, g.goal_id, g.cumulative_phase,
        u.unit_code, u.period
    qualify
        u.period = max(u.period)
            over (
                partition by g.phase_code, g.indicator_code, g.level, g.code, g.cutoff, g.basis, g.goal_id
            )
        and named <= g.cumulative_phase
),

named_twice as (
    select
        phase_code,
        indicator_code,
        level,
        code,
        cutoff,
        basis,
        sum(hectares_twice) as hectares_twice
    from (
        select
            phase_code,
            indicator_code,
            level,
            code,
            cutoff,
            basis,
            -- several goals in one area give its hectares once: what was said last, the greatest of what came together
            sum(hectares) - max_by(hectares, (period, hectares)) as hectares_twice
        from areas
        group by phase_code, indicator_code, level, code, cutoff, basis, unit_code
    ) as a
    group by phase_code, indicator_code, level, code, cutoff, basis
),

-- Goals are added once, in the least of what they are added in; levels add these.
parts as (
    select
        phase_code,
        indicator_code,
        department_code,
        action_code,
        line_code,
        cutoff,
        basis,
        count(*) as goals,
        count(cumulative_phase) as goals_known,
        sum(cumulative_phase) as total,
        sum(numerator) filter (where denominator is not null) as numerator,
        sum(denominator) as denominator,
        sum(women) as women,
        sum(men) as men,
        sum(sex_unknown) as sex_unknown,
        sum(indigenous) as indigenous,
        sum(youth) as youth
    from goal_progress
    group by phase_code, indicator_code, department_code, action_code, line_code, cutoff, basis
),

summed as (
    select
        p.phase_code,
        p.indicator_code,
        v.level,
        v.code,
        p.cutoff,
        p.basis,
        cast(sum(p.goals) as bigint) as goals,
        cast(sum(p.goals_known) as bigint) as goals_known,
        count(distinct p.department_code) > 1 as is_over_regions,
        count(distinct p.action_code) > 1 as is_over_actions,
        sum(p.goals) > count(distinct concat_ws('/', p.department_code, p.action_code)) as is_over_sites,
        sum(p.total) as total,
        sum(p.numerator) as numerator,
        sum(p.denominator) as denominator,
        sum(p.women) as women,
        sum(p.men) as men,
        sum(p.sex_unknown) as sex_unknown,
        sum(p.indigenous) as indigenous,
        sum(p.youth) as youth
    from parts as p
    cross join
        lateral (
            values
            ('programme', 'programme'),
            ('region', p.department_code),
            ('action', p.action_code),
            ('line', p.line_code)
        ) as v (level, code)
    group by p.phase_code, p.indicator_code, v.level, v.code, p.cutoff, p.basis
),

judged as (
    select
        s.*,
        i.mode,
        i.unit,
        if(i.mode = 'Numerador/denominador', 'ratio', 'sum') as way,
        case
            when s.is_over_regions and i.adds_regions <> way then 'regions'
            when s.is_over_actions and i.adds_actions <> way then 'actions'
            when s.is_over_sites and i.adds_sites <> way then 'sites'
        end as refused_along
    from summed as s
    inner join ref_indicator as i on s.indicator_code = i.indicator_code
)

select
    j.phase_code,
    j.indicator_code,
    j.level,
    j.code,
    j.cutoff,
    j.basis,
    cast(
        case
            when j.refused_along is not null then null
            when j.mode = 'Numerador/denominador' then ratio_value(j.unit, j.numerator, j.denominator)
            when j.mode = 'Por hitos' then coalesce(f.units, 0)
            else j.total - coalesce(t.hectares_twice, 0)
        end as decimal(38, 4)
    ) as value,
    if(j.refused_along is null, j.numerator, null) as numerator,
    if(j.refused_along is null, j.denominator, null) as denominator,
    cast(if(j.refused_along is null, j.women, null) as decimal(38, 4)) as women,
    cast(if(j.refused_along is null, j.men, null) as decimal(38, 4)) as men,
    cast(if(j.refused_along is null, j.sex_unknown, null) as decimal(38, 4)) as sex_unknown,
    cast(if(j.refused_along is null, j.indigenous, null) as decimal(38, 4)) as indigenous,
    cast(if(j.refused_along is null, j.youth, null) as decimal(38, 4)) as youth,
    j.goals,
    j.goals_known,
    cast(if(j.refused_along is null, nullif(t.hectares_twice, 0), null) as decimal(38, 4)) as hectares_twice,
    j.refused_along
from judged as j
left join finished as f
    on
        j.phase_code = f.phase_code
        and j.indicator_code = f.indicator_code
        and j.level = f.level
        and j.code = f.code
        and j.cutoff = f.cutoff
        and j.basis = f.basis
left join named_twice as t
    on
        j.phase_code = t.phase_code
        and j.indicator_code = t.indicator_code
        and j.level = t.level
        and j.code = t.code
        and j.cutoff = t.cutoff
        and j.basis = t.basis
