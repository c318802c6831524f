-- One row is the largest expense of a line whose cost of a unit is not within a fifth and five times the planned one.
with planned as (
    select
        g.poa_year,
        g.line_code,
        l.phase_budget,
        sum(g.phase_target) as phase_target
    from plan_goal as g
    inner join plan_line as l on g.phase_code = l.phase_code and g.poa_year = l.poa_year and g.line_code = l.line_code
    where g.is_principal and g.mode = 'Cantidad del periodo' and l.phase_budget > 0
    group by g.poa_year, g.line_code, l.phase_budget
    having phase_target > 0
),

reached as (
    select
        g.line_code,
        o.period,
        sum(o.quantity) as quantity
    from physical_observed as o
    inner join plan_goal as g on o.goal_id = g.goal_id and g.is_in_force and g.is_principal
    where o.basis = 'reportado'
    group by g.line_code, o.period
),

spent as (
    select
        n.submission_id,
        n.line_code,
        n.period,
        sum(p.plan_amount) as amount
    from (select distinct submission_id, line_code, period from spending) as n
    inner join spending as p
        on n.line_code = p.line_code and (p.submission_id = n.submission_id or (p.period < n.period and p.is_approved))
    group by n.submission_id, n.line_code, n.period
),

costs as (
    select
        s.*,
        p.phase_budget,
        p.phase_target,
        (select sum(r.quantity) from reached as r where r.line_code = s.line_code and r.period <= s.period) as quantity
    from spent as s
    inner join planned as p on left(s.period, 4) = p.poa_year and s.line_code = p.line_code
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'amount' as column_name,
    cast(money(half_away(cents(c.amount) * 10000, ten_thousandths(c.quantity))) as varchar) as found,
    cast(money(half_away(cents(c.phase_budget) * 10000, ten_thousandths(c.phase_target))) as varchar) as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from costs as c
inner join spending as e on c.submission_id = e.submission_id and c.line_code = e.line_code
where
    c.quantity > 0
    and (
        ten_thousandths(c.amount) * ten_thousandths(c.phase_target)
        > 5 * ten_thousandths(c.phase_budget) * ten_thousandths(c.quantity)
        or 5 * ten_thousandths(c.amount) * ten_thousandths(c.phase_target)
        < ten_thousandths(c.phase_budget) * ten_thousandths(c.quantity)
    )
qualify row_number() over (
    partition by e.submission_id, e.line_code order by abs(e.amount) desc, e.row_number
) = 1
