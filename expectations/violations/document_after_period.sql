-- One row is a document dated after the last day of the period it accredits.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    submission_id,
    sheet,
    row_number,
    'document_date' as column_name,
    cast(document_date as varchar) as found,
    cast(last_day(make_date(cast(left(period, 4) as integer), 3 * cast(right(period, 1) as integer), 1)) as varchar)
        as expected,
    cast(quantity as decimal(24, 4)) as stake_amount,
    unit_of_measure as stake_unit
from now_physical_progress
where document_date > last_day(make_date(cast(left(period, 4) as integer), 3 * cast(right(period, 1) as integer), 1))
