-- One row is a quarter of a POA year, with the plan version that holds it: a cut-off progress can be read at.
select
    p.phase_code,
    p.plan_version,
    p.poa_year,
    concat(p.poa_year, '-T', q.quarter) as cutoff,
    q.quarter,
    make_date(cast(p.poa_year as integer), 3 * q.quarter - 2, 1) as first_day,
    last_day(make_date(cast(p.poa_year as integer), 3 * q.quarter, 1)) as final_day
from dim_plan as p
cross join (select unnest(range(1, 5)) as quarter) as q
where p.holds_year
