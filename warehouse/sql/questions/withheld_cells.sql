-- One row is a cell, as it was sent, of a row withheld and not sent again since.
with seen as (
    select
        q.submission_id,
        d.source,
        d.organisation_code,
        d.period,
        d.version,
        q.sheet,
        q.row_number,
        q.cells,
        -- A withheld row broke a rule that withholds it; one sent again is shown where it was sent last.
        bool_or(f.severity = 'error' and f.standing = 'pendiente') as is_waiting,
        bool_or($rule = '' or f.rule = $rule) as is_chosen
    from quarantined_row as q
    inner join dim_submission as d on q.submission_id = d.submission_id
    left join finding_status as f
        on q.submission_id = f.submission_id and q.sheet = f.sheet and q.row_number = f.row_number
    where
        ($organisation = '' or d.organisation_code = $organisation)
        and ($period = '' or d.period = $period)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], d.organisation_code)
        )
    group by all
)

select
    s.submission_id,
    s.source,
    s.organisation_code,
    s.period,
    s.version,
    s.sheet,
    s.row_number,
    c.letter,
    c.header,
    c.column_name,
    json_extract_string(s.cells, '$.' || c.letter) as cell_text
from seen as s
inner join report_column as c on s.submission_id = c.submission_id and s.sheet = c.sheet
where s.is_waiting and s.is_chosen
order by s.period desc, s.organisation_code, s.submission_id, s.sheet, s.row_number, length(c.letter), c.letter
