-- One row is a target or amount of a line both versions have, before and after; quarters only of a year both plan.
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
from plan_pair as p
inner join now_operating_plan_lines as l on p.submission_id = l.submission_id
inner join stg_operating_plan_lines as e on p.previous_id = e.submission_id and l.line_code = e.line_code
inner join (
    select submission_id, change_kind, row_key, line_code, item, period, column_name from plan_stated
    union
    select p.submission_id, c.change_kind, c.row_key, c.line_code, c.item, c.period, c.column_name
    from plan_cell as c
    inner join plan_pair as p on c.submission_id = p.previous_id
) as k on p.submission_id = k.submission_id and l.line_code = k.line_code
left join plan_stated as n
    on
        p.submission_id = n.submission_id and k.row_key = n.row_key and k.period = n.period
        and k.change_kind = n.change_kind
left join plan_cell as b
    on
        p.previous_id = b.submission_id and k.row_key = b.row_key and k.period = b.period
        and k.change_kind = b.change_kind
where k.period not like '____-T_' or cast(p.poa_year as varchar) = p.previous_year
