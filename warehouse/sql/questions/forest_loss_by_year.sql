-- One row per year of the latest vintage: hectares lost in one department, or in all the regions of the JSI.
with regions as (
    select t.ubigeo
    from ref_territory as t
    where
        t.level = 'department'
        and case when $ubigeo = '' then lower(t.is_dci_region) in ('yes', 'true', '1') else t.ubigeo = $ubigeo end
)

select
    f.year,
    f.vintage,
    sum(f.loss_ha)::decimal(24, 4) as loss_ha,
    count(distinct f.ubigeo) as areas,
    (select count(*) from regions) as areas_expected,
    string_agg(distinct f.source_name, '; ' order by f.source_name) as source_name
from forest_loss_by_area as f
where
    f.area_level = 'department'
    and f.ubigeo in (select ubigeo from regions)
    and f.vintage = (select max(vintage) from forest_loss_by_area)
    and ($scope_organisations::varchar[] is null or true)
group by f.year, f.vintage
order by f.year
