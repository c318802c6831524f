-- One row: the figures of an action, a region or the programme at one cut-off and basis.
-- Public, whoever asks: the programme's own figures.
select
    r.plan_version,
    r.phase_progress,
    r.year_progress,
    r.compliance,
    r.light,
    r.coverage,
    r.lines,
    r.lines_counted
from rollup as r
where
    r.level = $level
    and r.code = $code
    and r.phase_code = $phase
    and r.cutoff = $cutoff
    and r.basis = $basis
