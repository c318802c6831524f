-- One row is a site with its legal area, blank where no public source at hand states it.
-- Public, whoever asks: figures already published.
select *
from public_site
order by case kind when 'ACR' then 1 when 'ANP' then 2 else 3 end, department_names, site_name
