-- One row is a target or amount of a plan that differs from the version before it, and no reprogramming row says why.
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
        and n.amount is distinct from b.amount
)

select
    c.submission_id,
    coalesce(c.sheet, c.line_sheet) as sheet,
    coalesce(c.row_number, c.line_row) as row_number,
    if(c.sheet is null, 'line_code', c.column_name) as column_name,
    concat_ws(' · ', c.row_key, c.period, coalesce(cast(c.after as varchar), '—')) as found,
    coalesce(cast(c.before as varchar), '—') as expected,
    cast(abs(coalesce(c.after, 0) - coalesce(c.before, 0)) as decimal(24, 4)) as stake_amount,
    coalesce(i.unit, split_part(c.row_key, '/', 4)) as stake_unit
from compared as c
left join ref_indicator as i on c.change_kind = 'Meta' and c.item = i.indicator_code
anti join now_operating_plan_reprogramming as r
    on
        c.submission_id = r.submission_id
        and c.line_code = r.line_code
        and c.change_kind = r.change_kind
        and coalesce(r.item, c.item) = c.item
        and coalesce(r.changed_period, c.period) = c.period
