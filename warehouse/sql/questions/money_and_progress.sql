-- One row is a line with a physical goal that spends without advancing, or the reverse, approved, at a cut-off.
-- Public, whoever asks: the programme's own figures.
select
    case when m.executed_net > 0 then 'spends' else 'advances' end as kind,
    m.line_code,
    l.line_name,
    l.organisation_code,
    p.currency_code,
    m.phase_budget,
    m.executed_net,
    g.phase_progress
from line_money as m
inner join line_held as l on m.phase_code = l.phase_code and m.poa_year = l.poa_year and m.line_code = l.line_code
inner join dim_plan as p on m.phase_code = p.phase_code and m.plan_version = p.plan_version
left join line_progress as g
    on
        m.phase_code = g.phase_code
        and m.line_code = g.line_code
        and m.cutoff = g.cutoff
        and m.basis = g.basis
where
    m.phase_code = $phase
    and m.cutoff = $cutoff
    and m.is_agreement_fund
    and m.basis = 'conforme'
    and l.line_type <> 'Solo presupuesto'
    and (
        (m.executed_net > 0 and coalesce(g.phase_progress, 0) <= 0)
        or (m.executed_net <= 0 and g.phase_progress > 0)
    )
order by greatest(m.executed_net, m.phase_budget) desc, m.line_code
