-- One row is what the expenses a subagreement presented in a quarter add up to in a currency, and how many there are.
select
    currency_code,
    sum(amount) as amount,
    sum(accepted_amount) as accepted_amount,
    sum(ineligible_amount) as ineligible_amount,
    cast(sum(count(*)) over () as bigint) as expenses
from settlement_expense
where
    subagreement_code = $subagreement
    and period = $period
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], organisation_code)
    )
group by currency_code
order by currency_code
