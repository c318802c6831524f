-- One row is a step of an indicator at a cut-off, with the cumulative weight in force on its last day.
with cutoffs as (
    select
        phase_code,
        cutoff
    from plan_cutoff
    union
    select
        phase_code,
        cutoff
    from framework_cutoff
)

select
    c.phase_code,
    c.cutoff,
    m.indicator_code,
    m.milestone,
    cast(max_by(m.weight_pct, m.valid_from) as decimal(5, 2)) as weight_pct
from cutoffs as c
inner join ref_milestone as m on cast(m.valid_from as date) <= quarter_end(c.cutoff)
group by c.phase_code, c.cutoff, m.indicator_code, m.milestone
