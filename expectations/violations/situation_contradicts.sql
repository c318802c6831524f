-- One row is a quantity of the period although its situation says there was none.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'situation' as column_name,
    p.situation as found,
    cast(p.quantity as varchar) as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as p
inner join dim_goal as g on p.goal_id = g.goal_id and g.mode = 'Cantidad del periodo'
where p.situation = 'Sin avance' and p.quantity > 0
