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
where
    e.currency_code <> e.plan_currency
    and not (e.rate_policy = 'tasa del desembolso' and e.account_rate is not null)
    and not exists (
        select 1
        from exchange_rate_in_force as r
        where
            r.base_code = 'USD'
            and r.currency_code = 'PEN'
            and case e.rate_policy
                when 'promedio mensual' then date_trunc('month', r.rate_date) = date_trunc('month', e.voucher_date)
                else r.rate_date between e.voucher_date - r.days_valid and e.voucher_date
            end
    )
