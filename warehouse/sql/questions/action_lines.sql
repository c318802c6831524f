-- One row per line of one strategic action, at one cut-off and basis.
select
    l.line_code,
    l.line_name,
    t.name as department_name,
    o.name as organisation_name,
    p.weight,
    p.phase_progress,
    p.year_progress,
    p.compliance,
    p.is_due,
    p.is_reported
from line_progress as p
inner join dim_line as l on p.phase_code = l.phase_code and p.line_code = l.line_code
left join ref_territory as t on p.department_code = t.ubigeo
left join ref_organisation as o on p.organisation_code = o.organisation_code
where
    p.phase_code = $phase
    and p.action_code = $action
    and p.cutoff = $cutoff
    and p.basis = $basis
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], p.organisation_code))
order by l.line_code
