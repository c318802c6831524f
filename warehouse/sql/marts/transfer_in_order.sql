-- One row is a transfer to a partner, approved, with what its subagreement had been transferred before it.
select
    subagreement_code,
    disbursement_code,
    transferred_on,
    currency_code,
    transferred_amount,
    account_currency,
    account_amount,
    ratio9(account_amount, transferred_amount) as rate,
    coalesce(sum(transferred_amount) over earlier, 0) as transferred_before,
    coalesce(sum(account_amount) over earlier, 0) as account_before,
    row_number() over (partition by subagreement_code order by transferred_on desc, disbursement_code desc) = 1
        as is_latest,
    transferred_id,
    account_id
from fct_disbursement
where
    flow = 'Profonanpe a socio'
    and known_from is not null
    and known_to is null
    and transferred_on is not null
    and account_amount > 0
window earlier as (
    partition by subagreement_code
    order by transferred_on, disbursement_code
    rows between unbounded preceding and 1 preceding
)
