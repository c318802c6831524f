-- One row is a disbursement in force until a cut-off: requested, approved, transferred, and what the account got.
select
    d.disbursement_code,
    d.flow,
    d.agreement_code,
    d.subagreement_code,
    coalesce(s.organisation_code, a.holder_code) as organisation_code,
    d.period,
    d.currency_code,
    d.requested_on,
    d.requested_amount,
    d.approved_on,
    d.approved_amount,
    d.transferred_on,
    d.transferred_amount,
    d.account_currency,
    d.account_amount,
    d.exchange_rate,
    date_diff('day', d.requested_on, d.transferred_on) as days,
    d.requested_id,
    d.approved_id,
    d.transferred_id,
    d.account_id
from fct_disbursement as d
left join dim_subagreement as s on d.subagreement_code = s.subagreement_code
left join ref_agreement as a on d.agreement_code = a.agreement_code
where
    d.known_from is not null
    and d.known_to is null
    and d.period <= $cutoff
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], coalesce(s.organisation_code, a.holder_code))
    )
order by d.transferred_on desc nulls first, d.disbursement_code
