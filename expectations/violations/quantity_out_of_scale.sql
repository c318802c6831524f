-- One row is a quantity as many times its goal's own median or target as a slip makes it, by dated parameters.
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

-- How much is too much, by the day each period ends; worked out once a period and not for each row.
scales as (
    select
        p.period,
        cast(max_by(r.value, r.valid_from) filter (where r.name = 'quantity_times') as decimal(9, 2)) as times,
        cast(max_by(r.value, r.valid_from) filter (where r.name = 'quantity_slip_times') as decimal(9, 2)) as slip,
        cast(max_by(r.value, r.valid_from) filter (where r.name = 'quantity_slip_tolerance') as decimal(9, 2)) as pct
    from (select distinct period from quantity_told where not is_approved) as p
    inner join ref_parameter as r on r.valid_from <= cast(quarter_end(p.period) as varchar)
    group by p.period
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
    inner join scales as s on p.period = s.period
    where
        not p.is_approved
        and u.amount > 0
        and (
            p.quantity >= s.times * u.amount
            or 100 * p.quantity between (100 - s.pct) * s.slip * u.amount and (100 + s.pct) * s.slip * u.amount
            or 100 * s.slip * p.quantity between (100 - s.pct) * u.amount and (100 + s.pct) * u.amount
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
