-- One row is a line of the plan in force of a phase, as its author wrote it, for the next version to start from.
select
    p.poa_year,
    r.* exclude (submission_id, sheet, row_number)
from stg_operating_plan_lines as r
inner join dim_plan as p on r.submission_id = p.submission_id and p.is_in_force
inner join dim_submission as s on r.submission_id = s.submission_id
where
    p.phase_code = $phase
    and s.organisation_code = $organisation
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
order by r.line_code
