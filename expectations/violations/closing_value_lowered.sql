-- One row is a value at close below the last approved one of an earlier period, without a reason.
with earlier as (
    select
        f.goal_id,
        n.submission_id,
        n.row_number,
        max_by(f.quantity, f.period) as latest
    from now_physical_progress as n
    inner join fct_physical as f on n.goal_id = f.goal_id and f.period < n.period
    where f.known_from is not null and f.known_to is null and f.quantity is not null
    group by f.goal_id, n.submission_id, n.row_number
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'quantity' as column_name,
    cast(n.quantity as varchar) as found,
    cast(e.latest as varchar) as expected,
    cast(e.latest - n.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as n
inner join dim_goal as g on n.goal_id = g.goal_id
inner join earlier as e on n.goal_id = e.goal_id and n.submission_id = e.submission_id and n.row_number = e.row_number
where
    g.mode = 'Valor al cierre'
    and g.direction <> 'descending'
    and n.quantity < e.latest
    and coalesce(n.shortfall_reason, n.comment) is null
