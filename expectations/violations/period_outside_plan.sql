-- One row is a reported goal of a period that the years of its phase do not cover.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    if(p.column_name = 'quantity', 'goal_id', 'corrected_period') as column_name,
    p.period as found,
    concat(quarter_of(f.first_day), '–', quarter_of(f.last_day)) as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from quantity_told as p
inner join dim_goal as g on p.goal_id = g.goal_id
inner join phase_term as f on g.phase_code = f.phase_code
where p.period not between quarter_of(f.first_day) and quarter_of(f.last_day)
