-- One row per cell that enters one indicator of the framework at a cut-off, approved: of a unit, or of a goal.
with goals as (
    select *
    from framework_goal
    where
        phase_code = $phase
        and framework_code = $code
        and cutoff = $cutoff
        and basis = 'conforme'
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
),

cells as (
    select
        g.goal_id,
        u.period,
        u.unit_name,
        u.fact_id
    from goals as g
    inner join unit_named as u on g.goal_id = u.goal_id and g.basis = u.basis and u.period <= g.cutoff
    union all
    select
        g.goal_id,
        o.period,
        null as unit_name,
        o.fact_id
    from goals as g
    inner join physical_observed as o on g.goal_id = o.goal_id and g.basis = o.basis and o.period <= g.cutoff
)

select
    c.fact_id,
    c.goal_id,
    c.period,
    c.unit_name,
    f.value,
    f.unit
from cells as c
inner join fact as f on c.fact_id = f.fact_id
order by c.period desc, c.goal_id, c.unit_name nulls last
