-- One row is a way to write a site: its code, its name, or its name with its kind before it.
select distinct
    site_code,
    plain_name(unnest([site_code, name, concat(kind, ' ', name)])) as written
from ref_site
