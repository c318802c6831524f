-- One row is a subagreement at a cut-off, the one with most still to be settled first.
select
    s.subagreement_code,
    s.organisation_code,
    o.name as organisation_name,
    s.currency_code,
    s.account_currency,
    s.starts_on,
    s.ends_on,
    s.addenda,
    t.* exclude (phase_code, cutoff, subagreement_code)
from subagreement_standing as t
inner join dim_subagreement as s on t.phase_code = s.phase_code and t.subagreement_code = s.subagreement_code
left join ref_organisation as o on s.organisation_code = o.organisation_code
where
    t.phase_code = $phase
    and t.cutoff = $cutoff
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], s.organisation_code)
    )
order by t.balance_plan desc, s.subagreement_code
