-- One row per year of the latest vintage: hectares lost in one department, or in all the regions of the JSI.
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
        f.department_code,
        f.year,
        f.vintage,
        f.loss_ha,
        f.source_name,
        s.received_at,
        s.approved_at,
        case f.area_level when 'department' then 1 when 'province' then 2 else 3 end as depth
    from forest_loss_by_area as f
    inner join fct_forest_loss as l on f.fact_id = l.fact_id
    inner join dim_submission as s on l.submission_id = s.submission_id
    where
        f.department_code in (select r.ubigeo from regions as r)
        and f.vintage = (select max(a.vintage) from forest_loss_by_area as a)
),

-- A department published whole and by district is counted once.
counted as (
    select
        p.department_code,
        p.year,
        p.vintage,
        p.loss_ha,
        p.source_name,
        p.received_at,
        p.approved_at
    from published as p
    qualify p.depth = min(p.depth) over (partition by p.department_code, p.year)
)

select
    c.year,
    c.vintage,
    sum(c.loss_ha)::decimal(24, 4) as loss_ha,
    count(distinct c.department_code) as areas,
    (select count(*) from regions) as areas_expected,
    string_agg(distinct c.source_name, '; ' order by c.source_name) as source_name,
    max(c.received_at) as received_at,
    max(c.approved_at) as approved_at
from counted as c
group by c.year, c.vintage
order by c.year
