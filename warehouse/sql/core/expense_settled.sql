-- One row is what was decided of an expense, approved and in force: how much of it is accepted and how much is not.
select
    s.expense_id,
    s.eligibility,
    coalesce(s.accepted_amount, 0) as accepted_amount,
    coalesce(s.ineligible_amount, 0) as ineligible_amount,
    s.reason,
    s.currency_code,
    s.submission_id,
    s.sheet,
    s.row_number,
    fact_id(s.submission_id, s.sheet, s.row_number, 'accepted_amount') as accepted_id,
    fact_id(s.submission_id, s.sheet, s.row_number, 'ineligible_amount') as ineligible_id,
    v.known_from
from stg_settled_expense as s
inner join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
where v.known_to is null
