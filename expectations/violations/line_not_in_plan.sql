-- One row is a goal or budget row of a plan whose line is not among the plan's lines.
with children as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        g.line_code,
        cast(g.phase_target as decimal(24, 4)) as stake_amount,
        i.unit as stake_unit
    from now_operating_plan_goals as g
    left join ref_indicator as i on g.indicator_code = i.indicator_code
    union all
    select
        submission_id,
        sheet,
        row_number,
        line_code,
        cast(phase_amount as decimal(24, 4)) as stake_amount,
        currency_code as stake_unit
    from now_operating_plan_budget
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    'line_code' as column_name,
    c.line_code as found,
    'Líneas' as expected,
    c.stake_amount,
    c.stake_unit
from children as c
anti join now_operating_plan_lines as l on c.submission_id = l.submission_id and c.line_code = l.line_code
