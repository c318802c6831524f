-- One row mends or adds a quantity of a quarter that ended before the line of its goal first begins.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with begun as (
    select
        goal_id,
        any_value(unit) as unit,
        min(start_date) as start_date
    from plan_goal
    group by goal_id
)

select
    p.submission_id,
    p.sheet,
    p.row_number,
    'corrected_period' as column_name,
    p.corrected_period as found,
    strftime(g.start_date, '%d/%m/%Y') as expected,
    cast(p.corrected_value as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_correction as p
inner join begun as g on p.goal_id = g.goal_id
where p.corrected_value > 0 and quarter_end(p.corrected_period) < g.start_date
