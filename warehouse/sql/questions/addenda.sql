-- One row is an addendum of a subagreement in force signed until a cut-off: what it changed, and why.
select
    a.subagreement_code,
    a.addendum_number,
    a.signed_on,
    s.currency_code,
    a.new_amount,
    a.new_end,
    a.reason,
    fact_id(a.submission_id, a.sheet, a.row_number, 'new_amount') as fact_id
from stg_subagreement_addendum as a
inner join dim_subagreement as s on a.submission_id = s.submission_id and a.subagreement_code = s.subagreement_code
where
    s.phase_code = $phase
    and a.signed_on <= quarter_end($cutoff)
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], s.organisation_code)
    )
order by a.subagreement_code, a.signed_on, a.row_number
