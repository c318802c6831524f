-- One row per strategic action at one cut-off, approved figures beside those reported; all actions, with lines or not.
-- Public, whoever asks: the programme's own figures.
select
    a.action_code,
    case when $language = 'en' then a.name_en else a.name_es end as action_name,
    c.phase_progress,
    c.year_progress,
    c.compliance,
    c.light,
    c.coverage,
    c.lines,
    c.lines_counted,
    r.phase_progress as phase_reported,
    f.financial_progress,
    n.financial_progress as financial_reported
from ref_strategic_action as a
left join action_progress as c
    on a.action_code = c.action_code and c.phase_code = $phase and c.cutoff = $cutoff and c.basis = 'conforme'
left join action_progress as r
    on a.action_code = r.action_code and r.phase_code = $phase and r.cutoff = $cutoff and r.basis = 'reportado'
left join fund_progress as f
    on
        f.level = 'action'
        and a.action_code = f.code
        and f.phase_code = $phase
        and f.cutoff = $cutoff
        and f.basis = 'conforme'
left join fund_progress as n
    on
        n.level = 'action'
        and a.action_code = n.code
        and n.phase_code = $phase
        and n.cutoff = $cutoff
        and n.basis = 'reportado'
order by a.sort_order::integer
