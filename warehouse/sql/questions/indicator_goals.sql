-- One row per goal of the plan in force that uses one indicator.
select
    g.goal_id,
    l.line_name,
    t.name as department_name,
    l.department_code,
    g.is_principal,
    g.baseline,
    g.phase_target,
    g.unit,
    g.frequency,
    g.verification
from dim_goal as g
inner join dim_line as l on g.phase_code = l.phase_code and g.line_code = l.line_code
left join ref_territory as t on l.department_code = t.ubigeo
where
    g.indicator_code = $indicator
    and g.phase_code = $phase
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
order by g.goal_id
