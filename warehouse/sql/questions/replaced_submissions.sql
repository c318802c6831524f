-- One row is an approved submission none of whose rows is in force any more.
select s.submission_id
from dim_submission as s
where
    s.state = 'Reemplazado'
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
order by s.submission_id
