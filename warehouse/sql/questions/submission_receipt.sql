-- One row: when one submission was received, and as what.
select
    s.submission_id,
    s.file_name,
    s.file_sha256,
    s.received_at,
    s.sender,
    s.state,
    s.version
from dim_submission as s
where
    s.submission_id = $submission
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
