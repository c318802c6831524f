-- One row is a resent quantity or value below the approved one of its goal and period, which nobody reopened.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    n.submission_id,
    n.sheet,
    n.row_number,
    'quantity' as column_name,
    cast(n.quantity as varchar) as found,
    cast(f.quantity as varchar) as expected,
    cast(f.quantity - n.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as n
inner join dim_goal as g on n.goal_id = g.goal_id
inner join fct_physical as f
    on n.goal_id = f.goal_id and n.period = f.period and f.known_from is not null and f.known_to is null
anti join reopened_value as r
    on
        f.submission_id = r.submission_id and f.sheet = r.sheet and f.row_number = r.row_number
        and r.column_name in ('quantity', 'corrected_value') and r.is_open
where not n.is_approved and n.quantity < f.quantity
