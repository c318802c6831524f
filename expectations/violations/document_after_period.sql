-- One row is a document or a unit dated after the last day of the period it is told of.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    submission_id,
    sheet,
    row_number,
    column_name,
    strftime(told, '%d/%m/%Y') as found,
    strftime(quarter_end(period), '%d/%m/%Y') as expected,
    cast(amount as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from day_told
where told > quarter_end(period)
