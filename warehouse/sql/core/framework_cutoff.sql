-- One row is a quarter of a year the framework in force has targets for: a cut-off its values can be read at.
select distinct
    t.phase_code,
    t.target_year,
    concat(t.target_year, '-T', q.quarter) as cutoff
from framework_target as t
cross join (select unnest(range(1, 5)) as quarter) as q
where t.target is not null
