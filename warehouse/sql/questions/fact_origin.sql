-- One row: where one fact came from, who sent it and who approved it; of a unit's step, the step.
with opened as (
    select
        fact_id,
        submission_id,
        source,
        sheet,
        row_number,
        column_name,
        value,
        null as milestone,
        unit,
        known_from
    from fact
    where fact_id = $fact
    union all
    select
        u.milestone_id as fact_id,
        u.submission_id,
        d.source,
        u.sheet,
        u.row_number,
        'milestone' as column_name,
        null as value,
        u.milestone,
        null as unit,
        u.known_from
    from fct_unit as u
    inner join dim_submission as d on u.submission_id = d.submission_id
    where u.milestone_id = $fact and u.milestone is not null
)

select
    f.fact_id,
    f.value,
    f.milestone,
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
from opened as f
inner join dim_submission as s on f.submission_id = s.submission_id
left join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where
    f.fact_id = $fact
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
