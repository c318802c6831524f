-- One row is a value opened again after its approval; it is open until another row of its key and period is approved.
select
    r.submission_id,
    r.sheet,
    r.row_number,
    r.column_name,
    r.sequence,
    r.reason,
    v.known_to is null as is_open
from value_reopened as r
inner join row_span as v on r.submission_id = v.submission_id and r.sheet = v.sheet and r.row_number = v.row_number
