-- One row is a site with its departments and its legal area, blank where no public source at hand states it.
with departments as (
    select
        s.site_code,
        string_agg(t.name, ', ' order by t.name) as department_names
    from ref_site as s
    cross join unnest(string_split(s.department_code, ' ')) as d (department_code)
    inner join ref_territory as t on d.department_code = t.ubigeo and t.level = 'department'
    group by s.site_code
)

select
    s.site_code,
    s.kind,
    s.name as site_name,
    d.department_names,
    s.source <> 'por confirmar' as is_stated,
    case when is_stated then cast(s.legal_area_ha as decimal(24, 4)) end as legal_area_ha,
    s.valid_from,
    s.legal_instrument,
    case when is_stated then s.source end as source,
    case when is_stated then s.source_date end as source_date
from ref_site as s
left join departments as d on s.site_code = d.site_code
