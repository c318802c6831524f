-- One row is the place of one fact in its sender's file.
select
    f.fact_id,
    f.submission_id,
    f.source,
    f.sheet,
    f.row_number,
    f.column_name,
    f.value,
    f.unit,
    f.known_from,
    v.known_to,
    c.letter,
    c.header,
    concat(c.letter, f.row_number) as cell,
    r.organisation_code,
    r.period,
    r.file_name,
    r.file_sha256,
    r.report_sha256,
    d.state,
    d.sender,
    d.received_at,
    d.approver,
    d.approved_at
from fact as f
inner join submission_received as r on f.submission_id = r.submission_id
inner join dim_submission as d on f.submission_id = d.submission_id
left join row_span as v on f.submission_id = v.submission_id and f.sheet = v.sheet and f.row_number = v.row_number
inner join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where
    f.fact_id = $fact_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], r.organisation_code))
