-- One row is a document or a unit dated after the day it was sent: what is not yet cannot be told of.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    submission_id,
    sheet,
    row_number,
    column_name,
    strftime(told, '%d/%m/%Y') as found,
    strftime(sent_on, '%d/%m/%Y') as expected,
    cast(amount as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from day_told
where told > sent_on
