-- One row per department with forest loss published, those of the Joint Statement first.
select
    t.ubigeo,
    t.name as area_name,
    t.is_dci_region
from ref_territory as t
where
    t.ubigeo in (select f.ubigeo from forest_loss_by_area as f where f.area_level = 'department')
    and ($scope_organisations::varchar[] is null or true)
order by t.is_dci_region desc, t.name
