-- One row is an account in a quarter, approved: what it began with, took in and paid, by the book and by the bank.
select
    r.* exclude (subagreement_code, organisation_code, submission_id, sheet, row_number)
from fct_reconciliation as r
left join dim_subagreement as s on r.subagreement_code = s.subagreement_code
where
    r.period <= $cutoff
    and coalesce(s.phase_code, $phase) = $phase
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], r.organisation_code)
    )
order by r.account, r.period desc
