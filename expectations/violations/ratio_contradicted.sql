-- One row is a value beside a numerator and a denominator that do not give it.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with ratios as (
    select
        p.submission_id,
        p.sheet,
        p.row_number,
        p.quantity,
        g.unit,
        ratio_value(g.unit, p.numerator, p.denominator) as ratio
    from now_physical_progress as p
    inner join dim_goal as g on p.goal_id = g.goal_id
    where g.mode = 'Numerador/denominador' and p.quantity is not null
)

select
    submission_id,
    sheet,
    row_number,
    'quantity' as column_name,
    cast(quantity as varchar) as found,
    coalesce(cast(ratio as varchar), '—') as expected,
    cast(abs(quantity - ratio) as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from ratios
-- written with fewer decimals it is the same value
where ratio is null and quantity <> 0 or abs(quantity - ratio) >= 1
