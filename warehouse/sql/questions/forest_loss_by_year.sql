-- One row per year of the latest vintage: hectares lost in one department, or in all the regions of the JSI.
-- Public, whoever asks: figures the State publishes.
with expected as (
    select count(*) as areas
    from ref_territory as t
    where
        t.level = 'department'
        and case when $ubigeo = '' then t.is_dci_region = 'yes' else t.ubigeo = $ubigeo end
)

select
    c.year,
    c.vintage,
    sum(c.loss_ha)::decimal(24, 4) as loss_ha,
    count(distinct c.department_code) as areas,
    (select e.areas from expected as e) as areas_expected,
    string_agg(distinct c.source_name, '; ' order by c.source_name) as source_name,
    max(s.received_at) as received_at,
    max(s.approved_at) as approved_at
from forest_loss_counted as c
inner join fct_forest_loss as l on c.fact_id = l.fact_id
inner join dim_submission as s on l.submission_id = s.submission_id
where case when $ubigeo = '' then c.is_in_dci_region else c.department_code = $ubigeo end
group by c.year, c.vintage
order by c.year
