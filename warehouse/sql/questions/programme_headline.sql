-- One row: the programme at one cut-off, approved figures beside those reported.
-- Public, whoever asks: the programme's own figures.
select
    c.plan_version,
    c.phase_progress,
    c.year_progress,
    c.compliance,
    c.light,
    c.coverage,
    c.reporting_mean,
    c.lines,
    c.lines_counted,
    r.phase_progress as phase_reported,
    r.year_progress as year_reported,
    r.compliance as compliance_reported,
    f.financial_progress,
    n.financial_progress as financial_reported
from programme_progress as c
left join programme_progress as r
    on
        c.phase_code = r.phase_code
        and c.plan_version = r.plan_version
        and c.cutoff = r.cutoff
        and r.basis = 'reportado'
left join fund_progress as f
    on f.level = 'programme' and c.phase_code = f.phase_code and c.cutoff = f.cutoff and c.basis = f.basis
left join fund_progress as n
    on n.level = 'programme' and c.phase_code = n.phase_code and c.cutoff = n.cutoff and n.basis = 'reportado'
where
    c.basis = 'conforme'
    and c.phase_code = $phase
    and c.cutoff = $cutoff
