-- One row is a submission with the state its rows in force give it.
select
    s.submission_id,
    s.state
from dim_submission as s
where ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
order by s.submission_id
