-- One row is an expense a subagreement presented in a quarter, with what was decided of it and the rate it took.
-- Renewed by expense_id: an expense is listed as it stands by itself.
select
    -- in the order they are listed in: of a hundred thousand only those of one quarter are read
    e.subagreement_code,
    e.period,
    e.line_code,
    e.voucher_date,
    concat_ws(' ', e.voucher_type, e.voucher_number) as voucher,
    e.expense_id,
    e.organisation_code,
    e.category_code,
    e.fund,
    e.concept,
    e.currency_code,
    e.amount,
    e.plan_currency,
    e.plan_amount,
    e.rate,
    e.rate_used,
    e.disbursement_code,
    e.rate_facts,
    e.eligibility,
    e.accepted_amount,
    e.ineligible_amount,
    e.exchange_difference,
    s.reason,
    e.accepted_id,
    e.ineligible_id,
    e.fact_id
from expense_converted as e
left join expense_settled as s on e.expense_id = s.expense_id
where e.basis = 'reportado' and e.subagreement_code is not null
