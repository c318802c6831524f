-- One row: from which percentage of compliance the light is green or amber, and where those limits come from.
-- Public, whoever asks: reference data.
select
    max_by(t.value_pct, t.valid_from) filter (where t.name = 'green')::decimal(9, 4) as green_pct,
    max_by(t.value_pct, t.valid_from) filter (where t.name = 'amber')::decimal(9, 4) as amber_pct,
    max_by(t.source, t.valid_from) filter (where t.name = 'green') as source
from ref_thresholds as t
