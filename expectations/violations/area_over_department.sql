-- One row is a quantity of hectares larger than the department (or the country) of its goal.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    p.column_name,
    cast(p.quantity as varchar) as found,
    cast(cast(a.area_km2 as decimal(12, 2)) * 100 as varchar) as expected,
    cast(p.quantity - cast(a.area_km2 as decimal(12, 2)) * 100 as decimal(24, 4)) as stake_amount,
    'ha' as stake_unit
from quantity_told as p
inner join dim_goal as g on p.goal_id = g.goal_id
inner join ref_department_area as a on left(coalesce(g.place_code, g.department_code), 2) = a.ubigeo
where g.unit = 'ha' and p.quantity > cast(a.area_km2 as decimal(12, 2)) * 100
