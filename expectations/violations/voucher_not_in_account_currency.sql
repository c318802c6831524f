-- One row is an expense of the agreement's own money in another currency than the account it leaves.
select
    e.submission_id,
    e.sheet,
    e.row_number,
    'currency_code' as column_name,
    e.currency_code as found,
    e.account_currency as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from spending as e
inner join ref_agreement as a on e.agreement_code = a.agreement_code and e.fund = a.fund
where e.subagreement_code is not null and e.currency_code <> e.account_currency
