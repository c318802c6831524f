-- One row is what was decided of an expense of one submission, on the row of its sheet.
select
    e.sheet,
    e.row_number,
    s.accepted_amount,
    s.ineligible_amount,
    coalesce(s.reason, case when s.eligibility = 'Por sustentar' then s.eligibility end) as review_reason
from fct_expense as e
inner join expense_settled as s on e.expense_id = s.expense_id
where
    e.submission_id = $submission_id
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], e.organisation_code)
    )
order by e.row_number
