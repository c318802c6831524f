-- One row is a transfer to a partner of which something is still to be settled at a cut-off, with its days.
select
    b.subagreement_code,
    b.disbursement_code,
    b.transferred_on,
    b.account_currency,
    b.account_amount,
    b.open_amount,
    b.currency_code,
    b.open_plan_amount,
    b.days,
    b.age
from advance_balance as b
where
    b.phase_code = $phase
    and b.cutoff = $cutoff
    and b.open_amount > 0
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], b.organisation_code)
    )
order by b.days desc, b.subagreement_code, b.disbursement_code
