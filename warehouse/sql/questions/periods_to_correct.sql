-- One row is a goal and an earlier quarter of its line, to be corrected, withdrawn or reported late.
with quarters as (
    select
        g.phase_code,
        g.goal_id,
        g.organisation_code,
        g.unit_code,
        g.poa_year,
        g.is_in_force,
        quarter_of(unnest(
            generate_series(
                date_trunc('quarter', g.start_date),
                make_date(cast(left($period, 4) as integer), 3 * cast(right($period, 1) as integer) - 2, 1),
                interval 3 months
            )
        )) as period
    from plan_goal as g
),

-- Who reports a goal of a quarter: whom the plan of that year names; of a year without a plan, the one in force.
owed as (
    select q.*
    from quarters as q
    where
        left(q.period, 4) = q.poa_year
        or (
            q.is_in_force
            and not exists (
                select 1 from dim_plan as p where p.phase_code = q.phase_code and p.poa_year = left(q.period, 4)
            )
        )
)

select
    q.goal_id,
    q.period as corrected_period,
    f.quantity as previous_value
from owed as q
left join fct_physical as f
    on q.goal_id = f.goal_id and q.period = f.period and f.known_from is not null and f.known_to is null
where
    q.period < $period
    and q.phase_code in (
        select p.phase_code
        from phase_term as p
        where $period between quarter_of(p.first_day) and quarter_of(p.last_day)
    )
    and (q.organisation_code = $organisation or q.unit_code = $organisation)
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], q.organisation_code))
order by q.goal_id, q.period desc
