-- One row is a line, action, region, partner or programme at a cut-off: planned and earned value, and actual cost.
-- Public, whoever asks: the programme's own figures.
select
    e.code,
    e.lines,
    e.lines_planned,
    e.budget,
    e.planned_value,
    e.earned_value,
    e.actual_cost,
    e.spi,
    e.cpi,
    p.currency_code
from earned_value as e
inner join dim_plan as p on e.phase_code = p.phase_code and e.plan_version = p.plan_version
where e.phase_code = $phase and e.cutoff = $cutoff and e.basis = $basis and e.level = $level
order by e.code
