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
    d.approved_sequence as known_from,
    d.approved_at as known_at,
    d.received_sequence,
    d.organisation_code
from stg_physical_progress as s
inner join dim_submission as d on s.submission_id = d.submission_id
