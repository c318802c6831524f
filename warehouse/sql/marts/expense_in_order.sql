-- One row is an expense of a subagreement's own money that counts on a basis, with what had been spent before it.
select
    e.basis,
    e.subagreement_code,
    e.expense_id,
    e.amount,
    coalesce(
        sum(e.amount) over (
            partition by e.basis, e.subagreement_code
            order by e.period, e.voucher_date, e.expense_id
            rows between unbounded preceding and 1 preceding
        ),
        0
    ) as spent_before
from expense_observed as e
inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
inner join ref_agreement as a on s.agreement_code = a.agreement_code
where e.fund = a.fund and e.currency_code = s.account_currency and s.account_currency <> s.currency_code
