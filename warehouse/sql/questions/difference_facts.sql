-- One row is a voucher of a subagreement with its exchange difference: worth on its day less worth as booked.
select
    e.period,
    e.line_code,
    concat_ws(' ', e.voucher_type, e.voucher_number) as voucher,
    e.voucher_date,
    e.currency_code,
    e.amount,
    e.plan_currency,
    e.plan_amount,
    e.rate,
    e.disbursement_code,
    e.daily_rate,
    e.exchange_difference,
    e.fact_id,
    list_append(e.rate_facts, e.daily_rate_id) as rate_facts
from expense_converted as e
inner join dim_subagreement as s
    on e.subagreement_code = s.subagreement_code and e.currency_code = s.account_currency
inner join ref_agreement as a on s.agreement_code = a.agreement_code and e.fund = a.fund
where
    e.basis = 'conforme'
    and e.exchange_difference is not null
    and e.subagreement_code = $subagreement
    and s.phase_code = $phase
    and e.period <= $cutoff
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], e.organisation_code)
    )
order by abs(e.exchange_difference) desc, e.fact_id
