-- One row is a document or a unit dated after the last day of the period it is told of.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
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
