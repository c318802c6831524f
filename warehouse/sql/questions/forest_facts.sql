-- One row per published cell counted in the hectares lost in one year, in one department or in all those of the JSI.
-- Public, whoever asks: figures the State publishes.
with regions as (
    select t.ubigeo
    from ref_territory as t
    where
        t.level = 'department'
        and case when $ubigeo = '' then t.is_dci_region = 'yes' else t.ubigeo = $ubigeo end
),

published as (
    select
        f.fact_id,
        f.ubigeo,
        f.department_code,
        f.loss_ha,
        f.source_name,
        case f.area_level when 'department' then 1 when 'province' then 2 else 3 end as depth
    from forest_loss_by_area as f
    where
        f.department_code in (select r.ubigeo from regions as r)
        and f.vintage = (select max(a.vintage) from forest_loss_by_area as a)
        and f.year = $year
),

-- A department published whole and by district is counted once.
counted as (
    select p.*
    from published as p
    qualify p.depth = min(p.depth) over (partition by p.department_code)
)

select
    c.fact_id,
    c.ubigeo,
    t.name as area_name,
    d.name as department_name,
    c.loss_ha,
    c.source_name,
    s.file_name,
    s.received_at,
    s.approved_at
from counted as c
inner join fact as f on c.fact_id = f.fact_id
inner join dim_submission as s on f.submission_id = s.submission_id
left join ref_territory as t on c.ubigeo = t.ubigeo
left join ref_territory as d on c.department_code = d.ubigeo
order by d.name, t.name, c.ubigeo
