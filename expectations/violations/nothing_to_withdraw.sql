-- One row withdraws what was never approved.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    c.submission_id,
    c.sheet,
    c.row_number,
    'action' as column_name,
    c.action as found,
    c.corrected_period as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_physical_correction as c
anti join fct_physical as f
    on
        c.goal_id = f.goal_id
        and c.corrected_period = f.period
        and f.known_from is not null
        and f.submission_id <> c.submission_id
where c.action = 'anular' and not c.is_approved
