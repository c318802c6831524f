-- One row is a step of an indicator at a cut-off, with the cumulative weight in force on its last day.
select
    c.phase_code,
    c.cutoff,
    m.indicator_code,
    m.milestone,
    cast(max_by(m.weight_pct, m.valid_from) as decimal(5, 2)) as weight_pct
from plan_cutoff as c
inner join ref_milestone as m on cast(m.valid_from as date) <= c.final_day
group by c.phase_code, c.cutoff, m.indicator_code, m.milestone
