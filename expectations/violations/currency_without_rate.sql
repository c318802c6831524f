-- One row is an expense in another currency than its agreement's without any rate to book it by.
select
    e.submission_id,
    e.sheet,
    e.row_number,
    'currency_code' as column_name,
    e.currency_code as found,
    e.plan_currency as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from spending as e
where e.currency_code <> e.plan_currency and e.plan_amount is null
