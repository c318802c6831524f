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
    r.compliance as compliance_reported
from programme_progress as c
left join programme_progress as r
    on
        c.phase_code = r.phase_code
        and c.plan_version = r.plan_version
        and c.cutoff = r.cutoff
        and r.basis = 'reportado'
where
    c.basis = 'conforme'
    and c.phase_code = $phase
    and c.cutoff = $cutoff
