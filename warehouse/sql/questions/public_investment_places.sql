-- One row per place of a project of public investment, with its name where the list of places has it.
-- Public, whoever asks: figures the State publishes.
select
    p.cui,
    p.ubigeo,
    t.name as place_name,
    d.name as department_name
from public_investment_place as p
left join ref_territory as t on p.ubigeo = t.ubigeo
left join ref_territory as d on p.department_code = d.ubigeo
where p.cui = $cui
order by p.ubigeo
