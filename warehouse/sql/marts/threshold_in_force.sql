-- One row is a cut-off with the thresholds of the light in force on its last day, as ratios.
select
    c.phase_code,
    c.cutoff,
    cast(max_by(t.value_pct, t.valid_from) filter (where t.name = 'green') as decimal(9, 4))
    * cast(0.01 as decimal(3, 2)) as green,
    cast(max_by(t.value_pct, t.valid_from) filter (where t.name = 'amber') as decimal(9, 4))
    * cast(0.01 as decimal(3, 2)) as amber
from plan_cutoff as c
inner join ref_thresholds as t on cast(t.valid_from as date) <= c.final_day
group by c.phase_code, c.cutoff
