-- One row is an approved cell that enters what an indicator reached at a cut-off, of a region or (null) of all.
with goals as (
    select
        p.phase_code,
        p.goal_id,
        p.cutoff,
        p.basis,
        g.mode,
        g.unit
    from goal_progress as p
    inner join plan_goal as g
        on p.phase_code = g.phase_code and p.plan_version = g.plan_version and p.goal_id = g.goal_id
    where
        p.indicator_code = $indicator
        and p.phase_code = $phase
        and p.cutoff = $cutoff
        and p.basis = 'conforme'
        and ($department::varchar is null or p.department_code = $department)
),

-- Of a level the last period that told it counts, of the others every one.
reports as (
    select
        f.*,
        g.mode,
        g.unit
    from goals as g
    inner join physical_observed as o on g.goal_id = o.goal_id and g.basis = o.basis and g.cutoff >= o.period
    inner join fct_physical as f on o.fact_id = f.fact_id
    where not is_level(g.mode) or if(g.mode = 'Numerador/denominador', o.denominator, o.quantity) is not null
    qualify not is_level(g.mode) or o.period = max(o.period) over (partition by g.goal_id)
),

told as (
    select
        c.place,
        c.what,
        c.column_name,
        r.submission_id,
        r.sheet,
        r.row_number,
        r.organisation_code,
        r.goal_id,
        r.period,
        null as unit_name,
        null as text,
        c.value,
        c.unit
    from reports as r
    cross join
        lateral (
            values
            (1, 'value', r.column_name, if(r.mode in ('Por hitos', 'Numerador/denominador'), null, r.quantity), r.unit),
            (2, 'numerator', 'numerator', if(r.mode = 'Numerador/denominador', r.numerator, null), null),
            (3, 'denominator', 'denominator', if(r.mode = 'Numerador/denominador', r.denominator, null), null),
            (4, 'women', 'women', r.women, null),
            (5, 'men', 'men', r.men, null),
            (6, 'sex_unknown', 'sex_unknown', r.sex_unknown, null),
            (7, 'indigenous', 'indigenous', r.indigenous, null),
            (8, 'youth', 'youth', r.youth, null)
        ) as c (place, what, column_name, value, unit)
),

-- Of hectares the units named in a period that counts; of goals by milestones the step by which a unit was finished;
-- of indigenous peoples each unit as last named.
units as (
    select
        u.*,
        'hectares' as what
    from reports as r
    inner join unit_named as u on r.goal_id = u.goal_id and r.period = u.period and u.basis = 'conforme'
    where r.unit = 'ha'
    union all
    (
        select
            n.*,
            'step' as what
        from goals as g
        inner join goal_unit_step as u
            on
                g.phase_code = u.phase_code
                and g.goal_id = u.goal_id
                and g.cutoff = u.cutoff
                and g.basis = u.basis
                and u.weight_pct = 100
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
                and m.weight_pct = 100
        qualify
            row_number() over (partition by n.goal_id, n.unit_kind, n.unit_code order by n.period, n.row_number) = 1
    )
    union all
    (
        select
            u.*,
            'people' as what
        from reports as r
        inner join unit_named as u on r.goal_id = u.goal_id and r.period = u.period and u.basis = 'conforme'
        qualify row_number() over (partition by u.unit_kind, u.unit_code order by u.period desc, u.goal_id) = 1
    )
),

told_of_units as (
    select
        c.place,
        c.what,
        c.column_name,
        u.submission_id,
        u.sheet,
        u.row_number,
        u.organisation_code,
        u.goal_id,
        u.period,
        concat(u.unit_kind, ' ', u.unit_code, ' · ', u.unit_name) as unit_name,
        c.text,
        c.value,
        c.unit
    from units as u
    cross join
        lateral (
            values
            (9, 'hectares', 'hectares', null, u.hectares, 'ha'),
            (10, 'step', 'milestone', u.milestone, null, null),
            (11, 'people', 'people_name', u.people_name, null, null),
            (12, 'people', 'unit_women', null, u.unit_women, null),
            (13, 'people', 'unit_men', null, u.unit_men, null),
            (14, 'people', 'unit_sex_unknown', null, u.unit_sex_unknown, null)
        ) as c (place, what, column_name, text, value, unit)
    where u.what = c.what and (u.people_name is not null or u.what <> 'people')
)

select
    fact_id(submission_id, sheet, row_number, column_name) as fact_id,
    goal_id,
    period,
    if(what = 'people', column_name, what) as what,
    unit_name,
    text,
    value,
    unit
from (
    select * from told
    union all
    select * from told_of_units
)
where
    coalesce(cast(value as varchar), text) is not null
    and (
        $scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], organisation_code)
    )
order by goal_id, period, unit_name nulls first, place
