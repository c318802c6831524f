-- One row is a resent number other than the approved one of its goal and period, not below it and not reopened.
-- Renewed by goal_id: rows of one goal are compared, or none.
with reported as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            goal_id,
            period,
            is_approved,
            quantity,
            numerator,
            denominator,
            women,
            men,
            sex_unknown,
            indigenous,
            youth
        from now_physical_progress
    ) on quantity, numerator, denominator, women, men, sex_unknown, indigenous, youth
    into name column_name value amount
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    n.column_name,
    cast(n.amount as varchar) as found,
    cast(a.amount as varchar) as expected,
    cast(abs(n.amount - a.amount) as decimal(24, 4)) as stake_amount,
    case when n.column_name in ('quantity', 'numerator', 'denominator') then g.unit else 'persona' end as stake_unit
from reported as n
inner join reported as a
    on n.goal_id = a.goal_id and n.period = a.period and n.column_name = a.column_name and a.is_approved
inner join dim_goal as g on n.goal_id = g.goal_id
anti join reopened_value as r
    on
        a.submission_id = r.submission_id and a.sheet = r.sheet and a.row_number = r.row_number
        and a.column_name = r.column_name and r.is_open
where not n.is_approved and n.amount <> a.amount and not (n.column_name = 'quantity' and n.amount < a.amount)
