-- One row is the place of one fact, one text of a unit or one rate, in its sender's file; who sent and who approved it.
with opened as (
    select
        fact_id,
        submission_id,
        source,
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
    select
        u.text_id as fact_id,
        u.submission_id,
        d.source,
        u.sheet,
        u.row_number,
        u.column_name,
        null as value,
        u.text,
        null as rate,
        null as unit,
        u.known_from
    from (
        -- each by itself, so that of a million units only those are read whose identity may be this one
        select
            milestone_id as text_id,
            submission_id,
            sheet,
            row_number,
            'milestone' as column_name,
            milestone as text,
            known_from
        from fct_unit
        where milestone_id = $fact_id
        union all
        select
            people_id as text_id,
            submission_id,
            sheet,
            row_number,
            'people_name' as column_name,
            people_name as text,
            known_from
        from fct_unit
        where people_id = $fact_id
    ) as u
    inner join dim_submission as d on u.submission_id = d.submission_id
    union all
    select
        r.rate_id as fact_id,
        r.submission_id,
        d.source,
        r.sheet,
        r.row_number,
        r.column_name,
        null as value,
        null as text,
        r.rate,
        concat(r.currency_code, '/', r.base_code) as unit,
        r.known_from
    from fct_exchange_rate as r
    inner join dim_submission as d on r.submission_id = d.submission_id
    where r.rate_id = $fact_id
),

-- Of the rows in force only its own is read: asked by values, and not joined.
spans as (
    select *
    from row_span
    where
        submission_id = (select any_value(submission_id) from opened)
        and sheet = (select any_value(sheet) from opened)
        and row_number = (select any_value(row_number) from opened)
)

select
    f.fact_id,
    f.submission_id,
    f.source,
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
    r.organisation_code,
    r.period,
    r.version,
    r.file_name,
    r.file_sha256,
    r.report_sha256,
    d.state,
    d.sender,
    d.received_at,
    d.approver,
    d.approved_at
from opened as f
inner join submission_received as r on f.submission_id = r.submission_id
inner join dim_submission as d on f.submission_id = d.submission_id
left join spans as v on f.submission_id = v.submission_id and f.sheet = v.sheet and f.row_number = v.row_number
inner join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where
    f.fact_id = $fact_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], r.organisation_code))
