-- One row is a value or ratio at close below the last approved one of an earlier period, without a reason.
-- Renewed by goal_id: rows of one goal are compared, or none.
with closing as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.goal_id,
        n.period,
        coalesce(n.shortfall_reason, n.comment) as reason,
        g.unit,
        g.mode = 'Numerador/denominador' as is_ratio,
        if(is_ratio, ratio_value(g.unit, n.numerator, n.denominator), n.quantity) as amount,
        if(is_ratio, concat(n.numerator, ' / ', n.denominator, ' = '), '') as sides
    from now_physical_progress as n
    inner join dim_goal as g on n.goal_id = g.goal_id
    where g.mode in ('Valor al cierre', 'Numerador/denominador') and g.direction <> 'descending'
),

earlier as (
    select
        c.submission_id,
        c.row_number,
        max_by(if(c.is_ratio, ratio_value(c.unit, f.numerator, f.denominator), f.quantity), f.period) as latest
    from closing as c
    inner join fct_physical as f on c.goal_id = f.goal_id and f.period < c.period
    where
        f.known_from is not null
        and f.known_to is null
        and if(c.is_ratio, f.denominator, f.quantity) is not null
    group by c.submission_id, c.row_number
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    if(c.is_ratio, 'numerator', 'quantity') as column_name,
    concat(c.sides, c.amount) as found,
    cast(e.latest as varchar) as expected,
    cast(e.latest - c.amount as decimal(24, 4)) as stake_amount,
    c.unit as stake_unit
from closing as c
inner join earlier as e on c.submission_id = e.submission_id and c.row_number = e.row_number
where c.amount < e.latest and c.reason is null
