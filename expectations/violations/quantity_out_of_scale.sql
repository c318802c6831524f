-- One row is a quantity ten times its goal's own median or target, or a thousand times or a thousandth (within 5 %).
-- Renewed by goal_id: rows of one goal are compared, or none.
with own as (
    select
        goal_id,
        quantile_disc(quantity, 0.5) as middle
    from quantity_told
    where is_approved and quantity > 0
    group by goal_id
),

usual as (
    select
        goal_id,
        middle as amount
    from own
    union
    select
        goal_id,
        phase_target as amount
    from dim_goal
),

compared as (
    select
        p.submission_id,
        p.sheet,
        p.row_number,
        p.column_name,
        p.quantity,
        g.unit,
        u.amount as usual_amount
    from quantity_told as p
    left join dim_goal as g on p.goal_id = g.goal_id
    inner join usual as u on p.goal_id = u.goal_id
    where
        not p.is_approved
        and u.amount > 0
        and (
            p.quantity >= 10 * u.amount
            or p.quantity between 950 * u.amount and 1050 * u.amount
            or p.quantity * 100000 between 95 * u.amount and 105 * u.amount
        )
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(quantity as varchar) as found,
    cast(min(usual_amount) as varchar) as expected,
    cast(quantity as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from compared
group by submission_id, sheet, row_number, column_name, quantity, unit
