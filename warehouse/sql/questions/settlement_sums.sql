-- One row is what the expenses a subagreement presented in a quarter add up to in a currency, and how many there are.
with presented as (
    select
        currency_code,
        amount,
        accepted_amount,
        ineligible_amount
    from settlement_expense
    where
        subagreement_code = $subagreement
        and period = $period
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
)

select
    currency_code,
    sum(amount) as amount,
    sum(accepted_amount) as accepted_amount,
    sum(ineligible_amount) as ineligible_amount,
    (select count(*) from presented) as expenses
from presented
group by currency_code
order by currency_code
