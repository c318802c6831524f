-- One row is a resent number other than the approved one of its goal and period, or blank, not reopened.
-- Renewed by goal_id, period: rows of one goal and period are compared, or none.
with compared as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        a.submission_id as approved_id,
        a.sheet as approved_sheet,
        a.row_number as approved_row,
        c.*
    from now_physical_progress as n
    inner join now_physical_progress as a on n.goal_id = a.goal_id and n.period = a.period and a.is_approved
    inner join dim_goal as g on n.goal_id = g.goal_id
    cross join
        lateral (
            values
            ('quantity', g.unit, n.quantity, a.quantity),
            ('numerator', g.unit, n.numerator, a.numerator),
            ('denominator', g.unit, n.denominator, a.denominator),
            ('women', 'persona', n.women, a.women),
            ('men', 'persona', n.men, a.men),
            ('sex_unknown', 'persona', n.sex_unknown, a.sex_unknown),
            ('indigenous', 'persona', n.indigenous, a.indigenous),
            ('youth', 'persona', n.youth, a.youth)
        ) as c (column_name, stake_unit, amount, approved)
    where not n.is_approved
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    n.column_name,
    cast(n.amount as varchar) as found,
    cast(n.approved as varchar) as expected,
    cast(abs(coalesce(n.amount, 0) - n.approved) as decimal(24, 4)) as stake_amount,
    n.stake_unit
from compared as n
anti join reopened_value as r
    on
        n.approved_id = r.submission_id and n.approved_sheet = r.sheet and n.approved_row = r.row_number
        and n.column_name = r.column_name and r.is_open
where
    n.approved is distinct from n.amount
    and n.approved is not null
    -- a quantity that is lowered or left blank is told as an error
    and not (n.column_name = 'quantity' and coalesce(n.amount < n.approved, true))
