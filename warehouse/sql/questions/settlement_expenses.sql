-- One row is an expense a subagreement presented in a quarter, with what was decided of it and its rate: a page.
select * exclude (subagreement_code, period, organisation_code)
from settlement_expense
where
    subagreement_code = $subagreement
    and period = $period
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], organisation_code)
    )
order by line_code, voucher_date, voucher, expense_id
limit $most offset $before
