-- One row is a quantity ten times its goal's own median or target of the phase, or a thousand times (within 5 %).
with own as (
    select
        goal_id,
        quantile_disc(quantity, 0.5) as middle
    from now_physical_progress
    where is_approved and quantity > 0
    group by goal_id
),

compared as (
    select
        p.*,
        coalesce(o.middle, g.phase_target) as usual
    from now_physical_progress as p
    inner join dim_goal as g on p.goal_id = g.goal_id
    left join own as o on p.goal_id = o.goal_id
    where not p.is_approved
)

select
    submission_id,
    sheet,
    row_number,
    'quantity' as column_name,
    cast(quantity as varchar) as found,
    cast(usual as varchar) as expected,
    cast(quantity as decimal(24, 4)) as stake_amount,
    unit_of_measure as stake_unit
from compared
where
    usual > 0
    and (
        quantity >= 10 * usual
        or quantity between 950 * usual and 1050 * usual
        or quantity * 1000 between cast(0.95 as decimal(3, 2)) * usual and cast(1.05 as decimal(3, 2)) * usual
    )
