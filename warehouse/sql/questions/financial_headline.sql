-- One row is a line, action, region, partner or programme of a fund at a cut-off: its money beside its progress.
-- Public, whoever asks: the programme's own figures.
select
    c.code,
    case when $language = 'en' then c.name_en else c.name_es end as name,
    c.currency_code,
    c.phase_budget,
    c.year_budget,
    c.programmed,
    c.executed,
    c.ineligible,
    c.executed_net,
    c.accepted,
    c.unpriced,
    c.phase_ratio,
    c.year_ratio,
    c.compliance,
    c.reported_net,
    c.phase_reported,
    c.year_reported,
    c.compliance_reported,
    coalesce(y.phase_progress, g.phase_progress) as physical_progress,
    coalesce(y.compliance, g.compliance) as physical_compliance
from financial_standing as c
left join rollup as y
    on
        c.phase_code = y.phase_code
        and c.level = y.level
        and c.code = y.code
        and c.cutoff = y.cutoff
        and y.basis = 'conforme'
left join line_progress as g
    on
        c.level = 'line'
        and c.phase_code = g.phase_code
        and c.code = g.line_code
        and c.cutoff = g.cutoff
        and g.basis = 'conforme'
where
    c.phase_code = $phase
    and c.cutoff = $cutoff
    and c.fund = $fund
    and c.level = $level
order by c.sort_order nulls last, c.code
