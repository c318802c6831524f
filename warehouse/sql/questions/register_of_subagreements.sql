-- One row is a subagreement of the register in force, as its sheet has it.
select
    s.* exclude (submission_id, sheet, row_number)
from stg_subagreement as s
inner join dim_subagreement as d on s.submission_id = d.submission_id and s.subagreement_code = d.subagreement_code
where
    d.phase_code = $phase
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], d.organisation_code)
    )
order by s.row_number
