-- One row is a day told of a goal in a period: that of the document in `Avance`, or of a unit in `Detalle`.
-- Renewed by goal_id: rows of one goal are shown, or none.
select
    submission_id,
    sheet,
    row_number,
    'document_date' as column_name,
    goal_id,
    period,
    sent_on,
    document_date as told,
    quantity as amount,
    unit_of_measure as unit
from now_physical_progress
union all
select
    submission_id,
    sheet,
    row_number,
    'achieved_on' as column_name,
    goal_id,
    period,
    sent_on,
    achieved_on as told,
    hectares as amount,
    case when hectares is not null then 'ha' end as unit
from now_physical_detail
