-- One row is a cut-off of a plan in force, those by which anything was approved first, the latest first.
-- Public, whoever asks: a calendar.
select
    c.phase_code,
    c.cutoff,
    c.cutoff <= (select max(o.period) from physical_observed as o where o.basis = 'conforme') as has_reports
from plan_cutoff as c
order by has_reports desc nulls last, c.cutoff desc
