-- One row is a line, action, region, partner or programme of a fund at a cut-off: its money approved, beside reported.
select
    c.phase_code,
    c.level,
    c.code,
    c.cutoff,
    c.fund,
    case c.level
        when 'line' then l.line_name
        when 'action' then a.name_es
        when 'region' then t.name
        when 'partner' then o.name
    end as name_es,
    case c.level
        when 'line' then l.line_name
        when 'action' then a.name_en
        when 'region' then t.name
        when 'partner' then o.name
    end as name_en,
    cast(a.sort_order as integer) as sort_order,
    p.currency_code,
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
    r.executed_net as reported_net,
    r.phase_ratio as phase_reported,
    r.year_ratio as year_reported,
    r.compliance as compliance_reported
from financial_progress as c
inner join dim_plan as p on c.phase_code = p.phase_code and c.plan_version = p.plan_version
left join financial_progress as r
    on
        c.phase_code = r.phase_code
        and c.level = r.level
        and c.code = r.code
        and c.cutoff = r.cutoff
        and c.fund = r.fund
        and r.basis = 'reportado'
left join line_held as l
    on c.phase_code = l.phase_code and left(c.cutoff, 4) = l.poa_year and c.level = 'line' and c.code = l.line_code
left join ref_strategic_action as a on c.level = 'action' and c.code = a.action_code
left join ref_territory as t on c.level = 'region' and c.code = t.ubigeo
left join ref_organisation as o on c.level = 'partner' and c.code = o.organisation_code
where c.basis = 'conforme'
