-- One row is an accepted row of `Avance`: what one goal reported for one period, whether approved yet or not.
select
    fact_id(s.submission_id, s.sheet, s.row_number, 'quantity') as fact_id,
    s.submission_id,
    s.sheet,
    s.row_number,
    'quantity' as column_name,
    s.goal_id,
    d.period,
    s.situation,
    s.quantity,
    v.known_from,
    v.known_to,
    d.approved_at as known_at,
    d.received_sequence,
    d.organisation_code
from stg_physical_progress as s
inner join dim_submission as d on s.submission_id = d.submission_id
left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
