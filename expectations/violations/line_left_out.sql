-- One row is a line of the version before that a plan leaves out without saying that it is retired or replaced.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'plan_version' as column_name,
    e.line_code as found,
    'Líneas' as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from plan_pair as p
inner join stg_operating_plan_lines as e on p.previous_id = e.submission_id
anti join now_operating_plan_lines as l on p.submission_id = l.submission_id and e.line_code = l.line_code
anti join now_operating_plan_lines as s
    on
        p.submission_id = s.submission_id
        and list_contains(list_transform(string_split(s.replaces, ';'), lambda x: trim(x)), e.line_code)
anti join now_operating_plan_reprogramming as r
    on p.submission_id = r.submission_id and e.line_code = r.line_code and r.change_kind = 'Retiro'
