-- One row is an approved cell that enters what an indicator reached at a cut-off, of a region or (null) of all.
with goals as (
    select
        p.goal_id,
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
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], p.organisation_code)
        )
),

-- Of a level the last period that told it counts, of the others every one.
reports as (
    select
        f.*,
        g.mode,
        g.unit
    from goals as g
    inner join fct_physical as f on g.goal_id = f.goal_id
    where
        f.period <= $cutoff
        and f.known_from is not null
        and f.known_to is null
        and coalesce(f.quantity, f.denominator) is not null
    qualify not is_level(g.mode) or f.period = max(f.period) over (partition by g.goal_id)
),

cells as (
    select
        fact_id(r.submission_id, r.sheet, r.row_number, c.column_name) as fact_id,
        r.goal_id,
        r.period,
        c.what,
        null as unit_name,
        null as milestone,
        c.value,
        c.unit
    from reports as r
    cross join
        lateral (
            values
            (r.column_name, 'value', if(r.mode in ('Por hitos', 'Numerador/denominador'), null, r.quantity), r.unit),
            ('numerator', 'numerator', r.numerator, null),
            ('denominator', 'denominator', r.denominator, null),
            ('women', 'women', r.women, null),
            ('men', 'men', r.men, null),
            ('sex_unknown', 'sex_unknown', r.sex_unknown, null),
            ('indigenous', 'indigenous', r.indigenous, null),
            ('youth', 'youth', r.youth, null)
        ) as c (column_name, what, value, unit)
    where c.value is not null
    union all
    select
        if(g.mode = 'Por hitos', u.milestone_id, u.fact_id) as fact_id,
        u.goal_id,
        u.period,
        if(g.mode = 'Por hitos', 'step', 'hectares') as what,
        concat(u.unit_kind, ' ', u.unit_code, ' · ', u.unit_name) as unit_name,
        if(g.mode = 'Por hitos', u.milestone, null) as milestone,
        if(g.mode = 'Por hitos', null, u.hectares) as value,
        if(g.mode = 'Por hitos', null, 'ha') as unit
    from goals as g
    inner join unit_named as u on g.goal_id = u.goal_id and u.basis = 'conforme' and u.period <= $cutoff
    where if(g.mode = 'Por hitos', u.milestone is not null, g.unit = 'ha' and u.hectares is not null)
)

select
    fact_id,
    goal_id,
    period,
    what,
    unit_name,
    milestone,
    value,
    unit
from cells
order by goal_id, period, unit_name nulls first, what
