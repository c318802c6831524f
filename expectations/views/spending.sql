-- One row is an expense, in force, in review or in hand, with the account it is of and what it is worth in the plan.
select
    e.*,
    h.subagreement_code,
    h.account_currency,
    s.agreement_code,
    coalesce(a.currency_code, f.currency_code, l.currency_code) as plan_currency,
    s.starts_on,
    s.ends_on,
    s.liquidation_months,
    h.disbursement_rate,
    coalesce(t.rate_policy, 'fecha de operación') as rate_policy,
    cast(
        case
            when e.currency_code = coalesce(a.currency_code, f.currency_code, l.currency_code) then e.amount
            when e.currency_code = 'PEN' then money(half_away(cents(e.amount) * 1000000, rate6(h.disbursement_rate)))
            else money(half_away(cents(e.amount) * rate6(h.disbursement_rate), 1000000))
        end as decimal(24, 2)
    ) as plan_amount
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
