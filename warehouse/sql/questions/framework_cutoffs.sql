-- One row is a cut-off the framework in force can be read at, latest first, and whether anything was approved by then.
-- Public, whoever asks: a calendar.
select
    c.phase_code,
    c.cutoff,
    c.cutoff <= (select max(o.period) from physical_observed as o where o.basis = 'conforme') as has_reports
from framework_cutoff as c
order by has_reports desc nulls last, c.cutoff desc
