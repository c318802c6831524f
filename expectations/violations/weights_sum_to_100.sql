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
),

-- what the action's progress weighs wrongly is what the line costs
costs as (
    select
        b.submission_id,
        b.line_code,
        b.currency_code,
        sum(b.phase_amount) as amount
    from now_operating_plan_budget as b
    inner join now_operating_plan_head as h on b.submission_id = h.submission_id and b.currency_code = h.currency_code
    group by b.submission_id, b.line_code, b.currency_code
)

select
    l.submission_id,
    l.sheet,
    l.row_number,
    'weight' as column_name,
    cast(l.weight as varchar) as found,
    cast(a.total as varchar) as expected,
    cast(c.amount as decimal(24, 4)) as stake_amount,
    c.currency_code as stake_unit
from now_operating_plan_lines as l
inner join actions as a on l.submission_id = a.submission_id and l.action_code = a.action_code
left join costs as c on l.submission_id = c.submission_id and l.line_code = c.line_code
where l.line_type = 'Con meta física'
