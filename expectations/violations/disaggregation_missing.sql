-- One row is a count of persons whose goal asks for their sex, without it.
-- Renewed by goal_id: rows of one goal are compared, or none.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'women' as column_name,
    '' as found,
    g.disaggregation as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    'persona' as stake_unit
from now_physical_progress as p
inner join dim_goal as g on p.goal_id = g.goal_id
where
    g.disaggregation in ('Sexo', 'Sexo y pueblo')
    and p.quantity > 0
    and coalesce(p.women, p.men, p.sex_unknown) is null
