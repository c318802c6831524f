-- One row: from which percentage of compliance the light is green or amber, and where those limits come from.
select
    max_by(t.value_pct, t.valid_from) filter (where t.name = 'green')::decimal(9, 4) as green_pct,
    max_by(t.value_pct, t.valid_from) filter (where t.name = 'amber')::decimal(9, 4) as amber_pct,
    max_by(t.source, t.valid_from) filter (where t.name = 'green') as source
from ref_threshold as t
where ($scope_organisations::varchar[] is null or true)
