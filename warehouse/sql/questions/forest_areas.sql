-- One row per department with forest loss published for it or for places inside it, those of the JSI first.
-- Public, whoever asks: figures the State publishes.
select
    t.ubigeo,
    t.name as area_name,
    t.is_dci_region
from ref_territory as t
where
    t.ubigeo in (select f.department_code from forest_loss_by_area as f)
order by t.is_dci_region desc, t.name
