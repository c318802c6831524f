-- One row per line of an action, a region or the programme at one cut-off and basis, with its share of the mean.
with lines as (
    select p.*
    from line_progress as p
    where
        p.phase_code = $phase
        and p.cutoff = $cutoff
        and p.basis = $basis
        and case $level
            when 'action' then p.action_code = $code
            when 'region' then p.department_code = $code
            else true
        end
)

select
    l.line_code,
    l.line_name,
    p.department_code,
    t.name as department_name,
    o.name as organisation_name,
    cast(
        case
            when $level = 'action' and (select count(*) = count(weight) from lines) then p.weight
            else p.phase_budget
        end as decimal(24, 4)
    ) as share,
    p.phase_progress,
    p.year_progress,
    p.compliance,
    p.is_due,
    p.is_reported
from lines as p
inner join plan_line as l
    on p.phase_code = l.phase_code and left(p.cutoff, 4) = l.poa_year and p.line_code = l.line_code
left join ref_territory as t on p.department_code = t.ubigeo
left join ref_organisation as o on p.organisation_code = o.organisation_code
where ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], p.organisation_code))
order by l.line_code
