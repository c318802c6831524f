-- One row per published cell counted in the hectares lost in one year, in one department or in all those of the JSI.
-- Public, whoever asks: figures the State publishes.
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
from forest_loss_counted as c
inner join fact as f on c.fact_id = f.fact_id
inner join dim_submission as s on f.submission_id = s.submission_id
left join ref_territory as t on c.ubigeo = t.ubigeo
left join ref_territory as d on c.department_code = d.ubigeo
where
    c.year = $year
    and case when $ubigeo = '' then c.is_in_dci_region else c.department_code = $ubigeo end
order by d.name, t.name, c.ubigeo
