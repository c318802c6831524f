-- One row is a line of an action whose lines with a physical goal are all weighted, but not to 100 in total.
with actions as (
    select
        submission_id,
        action_code,
        sum(weight) as total
    from now_operating_plan_lines
    where line_type = 'Con meta física'
    group by submission_id, action_code
    having count(*) = count(weight) and sum(weight) <> 100
)

select
    l.submission_id,
    l.sheet,
    l.row_number,
    'weight' as column_name,
    cast(l.weight as varchar) as found,
    cast(a.total as varchar) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_operating_plan_lines as l
inner join actions as a on l.submission_id = a.submission_id and l.action_code = a.action_code
where l.line_type = 'Con meta física'
