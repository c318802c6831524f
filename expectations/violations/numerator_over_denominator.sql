-- One row is a part larger than its whole, for a goal whose ratio is a percentage.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    n.submission_id,
    n.sheet,
    n.row_number,
    'numerator' as column_name,
    cast(n.numerator as varchar) as found,
    cast(n.denominator as varchar) as expected,
    cast(ratio_value(g.unit, n.numerator, n.denominator) - 100 as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as n
inner join dim_goal as g on n.goal_id = g.goal_id
where g.unit = '%' and n.numerator > n.denominator
