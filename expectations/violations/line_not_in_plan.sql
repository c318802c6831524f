-- One row is a goal or budget row of a plan whose line is not among the plan's lines.
with children as (
    select
        submission_id,
        sheet,
        row_number,
        line_code
    from now_operating_plan_goals
    union all
    select
        submission_id,
        sheet,
        row_number,
        line_code
    from now_operating_plan_budget
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    'line_code' as column_name,
    c.line_code as found,
    'Líneas' as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from children as c
anti join now_operating_plan_lines as l on c.submission_id = l.submission_id and c.line_code = l.line_code
