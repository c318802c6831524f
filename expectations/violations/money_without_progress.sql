-- One row is the largest expense of a line that spends for a second quarter in a row without any physical progress.
with quarters as (
    select
        submission_id,
        line_code,
        period,
        is_approved,
        sum(plan_amount) as amount
    from spending
    group by submission_id, line_code, period, is_approved
),

spending_twice as (
    select distinct
        n.submission_id,
        n.line_code,
        n.period,
        p.period as since
    from quarters as n
    inner join quarters as p
        on
            n.line_code = p.line_code
            and p.amount > 0
            and quarter_end(p.period) = last_day(quarter_end(n.period) - interval 3 month)
    where n.amount > 0
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'line_code' as column_name,
    e.line_code as found,
    '' as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from spending_twice as t
inner join spending as e on t.submission_id = e.submission_id and t.line_code = e.line_code
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
