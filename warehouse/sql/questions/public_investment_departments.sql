-- One row per department with public investment published for it, those of the JSI first.
-- Public, whoever asks: figures the State publishes.
select
    m.department_code,
    any_value(t.name) as department_name
from public_investment_by_department as m
left join ref_territory as t on m.department_code = t.ubigeo
group by m.department_code
order by max(t.is_dci_region) desc nulls last, department_name, m.department_code
