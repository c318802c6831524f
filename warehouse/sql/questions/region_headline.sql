-- One row per department with lines of the plan (00 is the national level), at one cut-off.
-- Public, whoever asks: the programme's own figures.
select
    c.department_code,
    t.name as department_name,
    c.phase_progress,
    c.year_progress,
    c.compliance,
    c.light,
    c.coverage,
    c.lines,
    c.lines_counted,
    r.phase_progress as phase_reported,
    f.financial_progress
from region_progress as c
left join region_progress as r
    on
        c.department_code = r.department_code
        and c.phase_code = r.phase_code
        and c.plan_version = r.plan_version
        and c.cutoff = r.cutoff
        and r.basis = 'reportado'
left join fund_progress as f
    on
        f.level = 'region'
        and c.department_code = f.code
        and c.phase_code = f.phase_code
        and c.cutoff = f.cutoff
        and c.basis = f.basis
left join ref_territory as t on c.department_code = t.ubigeo
where
    c.basis = 'conforme'
    and c.phase_code = $phase
    and c.cutoff = $cutoff
order by t.name
