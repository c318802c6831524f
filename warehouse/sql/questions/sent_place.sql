-- One row is the place of one cell of a submission, as its report names it.
select
    r.submission_id,
    r.report_sha256,
    $sheet as sheet,
    cast($row as integer) as row_number,
    $letter as letter
from submission_received as r
where
    r.submission_id = $submission_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], r.organisation_code))
