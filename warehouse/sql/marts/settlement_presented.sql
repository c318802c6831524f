-- One row is what a subagreement presented of a quarter's spending, in its account's currency, and what became of it.
select
    e.subagreement_code,
    e.period,
    sum(e.amount) as presented,
    sum(e.accepted_amount) as accepted,
    sum(e.ineligible_amount) as ineligible,
    sum(e.amount) filter (where e.eligibility = 'Por sustentar') as observed,
    count(*) filter (where e.eligibility = 'Por sustentar') as to_support
from expense_converted as e
-- what is settled of the account: the agreement's own fund, in the account's currency
inner join dim_subagreement as s
    on e.subagreement_code = s.subagreement_code and e.currency_code = s.account_currency
inner join ref_agreement as a on s.agreement_code = a.agreement_code and e.fund = a.fund
where e.basis = 'reportado'
group by e.subagreement_code, e.period
