-- One row is a count of persons whose women, men and unknown do not give the total.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'quantity' as column_name,
    cast(p.quantity as varchar) as found,
    cast(coalesce(p.women, 0) + coalesce(p.men, 0) + coalesce(p.sex_unknown, 0) as varchar) as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    'persona' as stake_unit
from now_physical_progress as p
inner join dim_goal as g on p.goal_id = g.goal_id
inner join ref_indicator as i on g.indicator_code = i.indicator_code
where
    i.counts_people = 'yes'
    and coalesce(p.women, p.men, p.sex_unknown) is not null
    and p.quantity is distinct from coalesce(p.women, 0) + coalesce(p.men, 0) + coalesce(p.sex_unknown, 0)
