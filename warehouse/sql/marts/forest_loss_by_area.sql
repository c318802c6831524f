-- One row is the forest loss in force of an area in a year, per vintage; of two layouts the one approved last.
select
    f.ubigeo,
    f.area_level,
    f.department_code,
    f.vintage,
    f.year,
    f.loss_ha,
    f.source_name,
    f.fact_id
from fct_forest_loss as f
where f.known_from is not null and f.known_to is null
qualify row_number() over (partition by f.ubigeo, f.vintage, f.year order by f.known_from desc) = 1
