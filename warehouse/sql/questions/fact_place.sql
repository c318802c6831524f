-- One row is the place of one fact, one text of a unit or one rate, in its sender's file; who sent and who approved it.
with opened as (
    select
        fact_id,
        submission_id,
        sheet,
        row_number,
        column_name,
        value,
        null as text,
        null as rate,
        unit,
        known_from
    from fact
    where fact_id = $fact_id
    union all
    -- each by itself, so that of a million units only those are read whose identity may be this one
    select
        milestone_id as fact_id,
        submission_id,
        sheet,
        row_number,
        'milestone' as column_name,
        null as value,
        milestone as text,
        null as rate,
        null as unit,
        known_from
    from fct_unit
    where milestone_id = $fact_id
    union all
    select
        people_id as fact_id,
        submission_id,
        sheet,
        row_number,
        'people_name' as column_name,
        null as value,
        people_name as text,
        null as rate,
        null as unit,
        known_from
    from fct_unit
    where people_id = $fact_id
    union all
    select
        rate_id as fact_id,
        submission_id,
        sheet,
        row_number,
        column_name,
        null as value,
        null as text,
        rate,
        concat(currency_code, '/', base_code) as unit,
        known_from
    from fct_exchange_rate
    where rate_id = $fact_id
),

-- Of the rows in force only its own is read: sought before it is joined.
spans as (
    select
        submission_id,
        sheet,
        row_number,
        known_to
    from row_span
    semi join opened using (submission_id, sheet, row_number)
)

select
    f.fact_id,
    f.submission_id,
    d.source,
    f.sheet,
    f.row_number,
    f.column_name,
    f.value,
    f.text,
    f.rate,
    f.unit,
    f.known_from,
    v.known_to,
    c.letter,
    c.header,
    concat(c.letter, f.row_number) as cell,
    d.organisation_code,
    d.period,
    d.version,
    d.file_name,
    d.file_sha256,
    d.report_sha256,
    d.state,
    d.sender,
    d.received_at,
    d.approver,
    d.approved_at
from opened as f
inner join dim_submission as d on f.submission_id = d.submission_id
left join spans as v on f.submission_id = v.submission_id and f.sheet = v.sheet and f.row_number = v.row_number
inner join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where $scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code)
