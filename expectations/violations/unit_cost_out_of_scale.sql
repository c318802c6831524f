-- One row is the largest expense of a line whose cost of a unit is far from the planned one, by a dated parameter.
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

-- How many times is too many, by the day each quarter ends.
most as (
    select
        n.period,
        cast(max_by(r.value, r.valid_from) as decimal(9, 2)) as times
    from (select distinct period from line_spending) as n
    inner join ref_parameter as r
        on r.name = 'unit_cost_times' and r.valid_from <= cast(quarter_end(n.period) as varchar)
    group by n.period
),

spent as (
    select
        n.line_code,
        n.period,
        m.times,
        sum(p.amount) as amount
    from line_spending as n
    inner join most as m on n.period = m.period
    inner join line_spending as p on n.line_code = p.line_code and n.period >= p.period
    group by n.line_code, n.period, m.times
),

costs as (
    select
        s.*,
        p.phase_budget,
        p.phase_target,
        (select sum(r.quantity) from reached as r where r.line_code = s.line_code and r.period <= s.period) as quantity
    from spent as s
    inner join planned as p on left(s.period, 4) = p.poa_year and s.line_code = p.line_code
),

sides as (
    select
        *,
        ten_thousandths(amount) * ten_thousandths(phase_target) as cost,
        ten_thousandths(phase_budget) * ten_thousandths(quantity) as planned_cost
    from costs
    where quantity > 0
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'amount' as column_name,
    cast(money(half_away(cents(c.amount) * 10000, ten_thousandths(c.quantity))) as varchar) as found,
    cast(money(half_away(cents(c.phase_budget) * 10000, ten_thousandths(c.phase_target))) as varchar) as expected,
    -- units that cost too much put at stake what was spent; units that cost next to nothing, what they were to cost
    cast(
        case when c.cost > c.planned_cost then c.amount else c.phase_budget end as decimal(24, 4)
    ) as stake_amount,
    e.plan_currency as stake_unit
from sides as c
inner join spending as e on c.line_code = e.line_code and c.period = e.period and e.is_latest
where
    100 * c.cost > cents(c.times) * c.planned_cost
    or cents(c.times) * c.cost < 100 * c.planned_cost
qualify row_number() over (
    partition by e.submission_id, e.line_code order by abs(e.amount) desc, e.row_number
) = 1
