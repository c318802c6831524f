-- One row corrects by one value a goal that is told by two numbers or by steps.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    c.submission_id,
    c.sheet,
    c.row_number,
    'corrected_value' as column_name,
    cast(c.corrected_value as varchar) as found,
    g.mode as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_physical_correction as c
inner join dim_goal as g on c.goal_id = g.goal_id
where c.action = 'informar' and g.mode in ('Numerador/denominador', 'Por hitos')
