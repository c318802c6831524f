-- One row is a document or a unit dated after the day it was sent: what is not yet cannot be told of.
-- Renewed by goal_id: rows of one goal are compared, or none.
with dated as (
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        sent_on,
        'document_date' as column_name,
        document_date as told,
        quantity as amount,
        unit_of_measure as unit
    from now_physical_progress
    union all
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        sent_on,
        'achieved_on' as column_name,
        achieved_on as told,
        hectares as amount,
        case when hectares is not null then 'ha' end as unit
    from now_physical_detail
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    strftime(told, '%d/%m/%Y') as found,
    strftime(sent_on, '%d/%m/%Y') as expected,
    cast(amount as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from dated
where told > sent_on
