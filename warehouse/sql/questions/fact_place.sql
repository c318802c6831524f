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
        t.text_id as fact_id,
        u.submission_id,
        d.source,
        u.sheet,
        u.row_number,
        t.column_name,
        null as value,
        t.text,
        null as rate,
        null as unit,
        u.known_from
    from fct_unit as u
    inner join dim_submission as d on u.submission_id = d.submission_id
    cross join
        lateral (
            values
            (u.milestone_id, 'milestone', u.milestone),
            (u.people_id, 'people_name', u.people_name)
        ) as t (text_id, column_name, text)
    where (u.milestone_id = $fact_id or u.people_id = $fact_id) and t.text_id = $fact_id
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
left join row_span as v on f.submission_id = v.submission_id and f.sheet = v.sheet and f.row_number = v.row_number
inner join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where
    f.fact_id = $fact_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], r.organisation_code))
