-- One row is a published area and year, of the latest vintage, that counts in the loss of its department, once.
select
    a.fact_id,
    a.ubigeo,
    a.department_code,
    a.vintage,
    a.year,
    a.loss_ha,
    a.source_name,
    coalesce(d.is_dci_region = 'yes', false) as is_in_dci_region
from forest_loss_by_area as a
left join ref_territory as d on a.department_code = d.ubigeo and d.level = 'department'
where a.vintage = (select max(v.vintage) from forest_loss_by_area as v)
-- A department published whole and by district is counted once, whole.
qualify
    dense_rank() over (
        partition by a.department_code, a.year
        order by case a.area_level when 'department' then 1 when 'province' then 2 else 3 end
    ) = 1
