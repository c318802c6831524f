-- One row is a reprogramming of a target or amount whose before or after is not what the two versions say.
with pairs as (
    select
        h.submission_id,
        h.phase_code,
        h.poa_year,
        h.sheet,
        h.row_number,
        coalesce(o.known_from, 9223372036854775807) as known_from,
        max_by(p.submission_id, p.known_from) as previous_id,
        max_by(p.poa_year, p.known_from) as previous_year
    from now_operating_plan_head as h
    left join dim_plan as o on h.submission_id = o.submission_id
    inner join dim_plan as p
        on
            h.phase_code = p.phase_code
            and h.submission_id <> p.submission_id
            and p.known_from < coalesce(o.known_from, 9223372036854775807)
    group by h.submission_id, h.phase_code, h.poa_year, h.sheet, h.row_number, o.known_from
),

goals as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            'Meta' as change_kind,
            concat_ws('/', line_code, indicator_code, place_code) as row_key,
            line_code,
            indicator_code as item,
            columns('^(phase_target|year_[0-9]{4}|t[1-4])$')
        from now_operating_plan_goals
    ) on columns('^(phase_target|year_[0-9]{4}|t[1-4])$') into name column_name value amount
),

budget as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            'Presupuesto' as change_kind,
            concat_ws('/', line_code, category_code, fund, currency_code, detail) as row_key,
            line_code,
            category_code as item,
            columns('^(phase_amount|year_[0-9]{4}|t[1-4])$')
        from now_operating_plan_budget
    ) on columns('^(phase_amount|year_[0-9]{4}|t[1-4])$') into name column_name value amount
),

stated as (
    select
        c.*,
        plan_period(c.column_name, p.poa_year) as period
    from (
        select * from goals
        union all by name
        select * from budget
    ) as c
    inner join pairs as p on c.submission_id = p.submission_id
),

-- The lines both versions have, and of each the cells either states; quarters only where both plan the same year.
compared as (
    select
        p.submission_id,
        p.known_from,
        l.sheet as line_sheet,
        l.row_number as line_row,
        l.line_code,
        k.change_kind,
        k.row_key,
        k.item,
        k.period,
        k.column_name,
        n.sheet,
        n.row_number,
        b.amount as before,
        cast(n.amount as decimal(24, 4)) as after
    from pairs as p
    inner join now_operating_plan_lines as l on p.submission_id = l.submission_id
    inner join stg_operating_plan_lines as e on p.previous_id = e.submission_id and l.line_code = e.line_code
    inner join (
        select submission_id, change_kind, row_key, line_code, item, period, column_name from stated
        union
        select p.submission_id, c.change_kind, c.row_key, c.line_code, c.item, c.period, c.column_name
        from plan_cell as c
        inner join pairs as p on c.submission_id = p.previous_id
    ) as k on p.submission_id = k.submission_id and l.line_code = k.line_code
    left join stated as n
        on
            p.submission_id = n.submission_id and k.row_key = n.row_key and k.period = n.period
            and k.change_kind = n.change_kind
    left join plan_cell as b
        on
            p.previous_id = b.submission_id and k.row_key = b.row_key and k.period = b.period
            and k.change_kind = b.change_kind
    where
        (k.period not like '____-T_' or cast(p.poa_year as varchar) = p.previous_year)
)
,

amounts as (
    select
        submission_id,
        line_code,
        change_kind,
        item,
        period,
        before,
        after
    from compared
    union
    -- a category may be spread over several rows of the budget
    select
        submission_id,
        line_code,
        change_kind,
        item,
        period,
        sum(before) as before,
        sum(after) as after
    from compared
    group by submission_id, line_code, change_kind, item, period
),

said as (
    select
        r.*,
        try_cast(replace(r.says, ',', '') as decimal(24, 4)) as said_before,
        try_cast(replace(r.should_say, ',', '') as decimal(24, 4)) as said_after
    from now_operating_plan_reprogramming as r
    where r.change_kind in ('Meta', 'Presupuesto') and r.item is not null and r.changed_period is not null
)

select
    s.submission_id,
    s.sheet,
    s.row_number,
    'should_say' as column_name,
    concat(coalesce(s.says, '—'), ' → ', coalesce(s.should_say, '—')) as found,
    coalesce(
        string_agg(
            distinct concat(coalesce(cast(a.before as varchar), '—'), ' → ', coalesce(cast(a.after as varchar), '—')),
            ' | '
        ),
        '—'
    ) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from said as s
inner join pairs as p on s.submission_id = p.submission_id
left join amounts as a
    on
        s.submission_id = a.submission_id
        and s.line_code = a.line_code
        and s.change_kind = a.change_kind
        and s.item = a.item
        and s.changed_period = a.period
group by s.submission_id, s.sheet, s.row_number, s.says, s.should_say, s.said_before, s.said_after
having not coalesce(bool_or(
    coalesce(a.before, 0) = coalesce(s.said_before, 0)
    and coalesce(a.after, 0) = coalesce(s.said_after, 0)
    and (s.says is null) = (s.said_before is null)
    and (s.should_say is null) = (s.said_after is null)
), false)
