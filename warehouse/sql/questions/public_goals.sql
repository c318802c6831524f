-- One row per functional sequence of a snapshot: its physical goal, once, beside its money summed to it first.
-- Public, whoever asks: figures the State publishes.
select
    g.purpose_code,
    g.purpose_name,
    g.unit_of_measure,
    g.goal_year,
    g.reached_year,
    g.rows_that_repeat_it,
    g.fact_id,
    g.reached_id,
    c.pim,
    c.accrued
from public_goal as g
inner join public_spending_by_class as c
    on g.snapshot = c.snapshot and g.purpose_code = c.code and c.level = 'purpose'
where g.snapshot = $snapshot
order by g.purpose_code
