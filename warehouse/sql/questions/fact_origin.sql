-- One row: where one fact came from, who sent it and who approved it.
select
    f.fact_id,
    f.value,
    f.unit,
    f.source,
    f.sheet,
    f.row_number,
    f.column_name,
    c.letter,
    c.header,
    s.submission_id,
    s.organisation_code,
    s.period,
    s.version,
    s.state,
    s.file_name,
    s.file_sha256,
    s.sender,
    s.received_at,
    s.approver,
    s.approved_at
from fact as f
inner join dim_submission as s on f.submission_id = s.submission_id
left join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where
    f.fact_id = $fact
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
