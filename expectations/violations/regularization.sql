-- One row reports an earlier period that nobody had reported: it enters as a regularisation.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    c.submission_id,
    c.sheet,
    c.row_number,
    'corrected_value' as column_name,
    cast(c.corrected_value as varchar) as found,
    c.corrected_period as expected,
    cast(c.corrected_value as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_correction as c
inner join dim_goal as g on c.goal_id = g.goal_id
anti join fct_physical as f
    on
        c.goal_id = f.goal_id
        and c.corrected_period = f.period
        and f.known_from is not null
        and f.submission_id <> c.submission_id
where c.action = 'informar' and not c.is_approved and c.corrected_period < c.period
