-- One row is a quantity or value told of a goal and period: in `Avance`, or to mend it in `Rectificaciones`.
-- Renewed by goal_id: rows of one goal are shown, or none.
select
    submission_id,
    sheet,
    row_number,
    'quantity' as column_name,
    reporter_code,
    goal_id,
    period,
    quantity,
    is_approved
from now_physical_progress
union all
select
    submission_id,
    sheet,
    row_number,
    'corrected_value' as column_name,
    reporter_code,
    goal_id,
    corrected_period as period,
    corrected_value as quantity,
    is_approved
from now_physical_correction
