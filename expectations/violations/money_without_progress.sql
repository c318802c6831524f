-- One row is the largest expense of a line that spends for as many quarters in a row as is dated, without any progress.
with quarters as (
    select *
    from line_spending
    where amount > 0
),

-- How many quarters are too many, by the day each ends.
most as (
    select
        n.period,
        cast(max_by(p.value, p.valid_from) as integer) as quarters
    from (select distinct period from quarters) as n
    inner join ref_parameter as p
        on p.name = 'quarters_without_progress' and p.valid_from <= cast(quarter_end(n.period) as varchar)
    group by n.period
),

spending_on as (
    select
        n.line_code,
        n.period,
        min(p.period) as since,
        sum(p.amount) as amount
    from quarters as n
    inner join most as m on n.period = m.period
    inner join quarters as p
        on
            n.line_code = p.line_code
            and quarter_end(p.period) <= quarter_end(n.period)
            and quarter_end(p.period) > last_day(quarter_end(n.period) - to_months(3 * m.quarters))
    group by n.line_code, n.period, m.quarters
    having count(*) = m.quarters
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'line_code' as column_name,
    e.line_code as found,
    concat_ws(' – ', t.since, t.period) as expected,
    cast(t.amount as decimal(24, 4)) as stake_amount,
    e.plan_currency as stake_unit
from spending_on as t
inner join spending as e on t.line_code = e.line_code and t.period = e.period and e.is_latest
where
    exists (
        select 1
        from plan_goal as g
        where g.line_code = t.line_code and g.poa_year = left(t.period, 4)
    )
    and not exists (
        select 1
        from physical_observed as o
        inner join plan_goal as g on o.goal_id = g.goal_id and g.is_in_force
        where
            o.basis = 'reportado'
            and g.line_code = t.line_code
            and o.period between t.since and t.period
            -- a level that is still what it was before the plan is no progress
            and (o.quantity is distinct from g.baseline and o.quantity > 0 or o.numerator > 0)
    )
    and not exists (
        select 1
        from fct_unit as u
        inner join plan_goal as g on u.goal_id = g.goal_id and g.is_in_force
        where g.line_code = t.line_code and u.period between t.since and t.period
    )
qualify row_number() over (
    partition by e.submission_id, e.line_code order by abs(e.amount) desc, e.row_number
) = 1
