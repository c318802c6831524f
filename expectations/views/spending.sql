-- One row is an expense, in force, in review or in hand, with the account it is of and what it is worth in the plan.
with agreed as (
    select
        e.*,
        h.subagreement_code,
        h.account_currency,
        s.agreement_code,
        coalesce(a.currency_code, f.currency_code, l.currency_code) as plan_currency,
        s.starts_on,
        s.ends_on,
        s.liquidation_months,
        coalesce(t.rate_policy, 'fecha de operación') as rate_policy,
        -- what an account pays took the rate at which the account got the money
        case
            when e.currency_code = h.account_currency and e.fund = coalesce(a.fund, f.fund) then h.disbursement_rate
        end as account_rate,
        (
            select cast(max_by(r.rate, r.rate_date) as decimal(24, 6))
            from exchange_rate_in_force as r
            where
                r.base_code = 'USD'
                and r.currency_code = 'PEN'
                and r.rate_date between e.voucher_date - r.days_valid and e.voucher_date
        ) as published_rate
    from now_expense as e
    inner join now_financial_head as h on e.submission_id = h.submission_id
    left join dim_subagreement as s on h.subagreement_code = s.subagreement_code
    left join ref_agreement as a on s.agreement_code = a.agreement_code
    left join ref_agreement as f on e.fund = f.fund
    left join line_currency as l on e.line_code = l.line_code
    left join rate_policy as t
        on
            coalesce(s.agreement_code, f.agreement_code) = t.agreement_code
            and e.voucher_date >= t.first_day
            and e.voucher_date < t.next_day
)

select
    *,
    cast(
        case
            when currency_code = plan_currency then amount
            when currency_code = 'PEN'
                then money(half_away(cents(amount) * 1000000, rate6(coalesce(account_rate, published_rate))))
            else money(half_away(cents(amount) * rate6(coalesce(account_rate, published_rate)), 1000000))
        end as decimal(24, 2)
    ) as plan_amount
from agreed
