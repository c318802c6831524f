-- One row is a line of a plan that replaces one no approved plan has had.
with named as (
    select
        submission_id,
        sheet,
        row_number,
        trim(unnest(string_split(replaces, ';'))) as predecessor_code
    from now_operating_plan_lines
),

known as (
    select
        l.line_code,
        l.submission_id
    from stg_operating_plan_lines as l
    inner join dim_plan as p on l.submission_id = p.submission_id
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'replaces' as column_name,
    n.predecessor_code as found,
    'Líneas' as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from named as n
anti join known as k on n.predecessor_code = k.line_code and n.submission_id <> k.submission_id
where n.predecessor_code <> ''
