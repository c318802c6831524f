-- One row is the file of one submission.
select
    r.submission_id,
    r.file_name,
    r.file_sha256
from submission_received as r
where
    r.submission_id = $submission_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], r.organisation_code))
