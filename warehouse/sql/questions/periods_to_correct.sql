-- One row is a goal and an earlier quarter of its line, to be corrected, withdrawn or reported late.
with quarters as (
    select
        l.phase_code,
        l.line_code,
        l.unit_code,
        unnest(
            generate_series(
                date_trunc('quarter', l.start_date),
                make_date(cast(left($period, 4) as integer), 3 * cast(right($period, 1) as integer) - 2, 1),
                interval 3 months
            )
        ) as first_day
    from dim_line as l
),

periods as (
    select
        phase_code,
        line_code,
        unit_code,
        quarter_of(first_day) as period
    from quarters
)

select
    g.goal_id,
    q.period as corrected_period,
    f.quantity as previous_value
from dim_goal as g
inner join periods as q on g.phase_code = q.phase_code and g.line_code = q.line_code
left join fct_physical as f
    on g.goal_id = f.goal_id and q.period = f.period and f.known_from is not null and f.known_to is null
where
    q.period < $period
    and g.phase_code in (
        select p.phase_code
        from phase_term as p
        where $period between quarter_of(p.first_day) and quarter_of(p.last_day)
    )
    and (g.organisation_code = $organisation or q.unit_code = $organisation)
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
order by g.goal_id, q.period desc
