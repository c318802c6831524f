-- One row is what a review decided of a rendición as a whole, in force, as one row sent tells of it.
select
    s.settlement_code,
    s.settlement_state,
    s.reviewed_on,
    s.observation,
    s.returned_amount,
    s.returned_on,
    d.received_at as decided_at,
    s.submission_id,
    s.sheet,
    s.row_number,
    v.known_from
from stg_settlement as s
inner join dim_submission as d on s.submission_id = d.submission_id
inner join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
where v.known_to is null
