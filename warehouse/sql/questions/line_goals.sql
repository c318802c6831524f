-- One row per goal of one line, at one cut-off and basis.
select
    g.goal_id,
    case when $language = 'en' then i.name_en else i.name_es end as indicator_name,
    g.is_principal,
    g.unit,
    p.cumulative_phase,
    p.phase_target,
    p.cumulative_year,
    p.year_target,
    p.programmed,
    p.phase_progress,
    p.compliance,
    p.note,
    p.is_stale
from plan_goal as g
inner join goal_progress as p
    on
        g.phase_code = p.phase_code
        and g.poa_year = left(p.cutoff, 4)
        and g.goal_id = p.goal_id
        and p.cutoff = $cutoff
        and p.basis = $basis
left join ref_indicator as i on g.indicator_code = i.indicator_code
where
    g.phase_code = $phase
    and g.line_code = $line
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
order by g.is_principal desc, g.goal_id
