-- One row per rule, severity and unit: its findings and what those still waiting put at stake; units are never added.
with broken as (
    select
        submission_id,
        sheet,
        row_number,
        rule,
        severity,
        stake_unit,
        max(stake_amount) filter (where standing = 'pendiente') as stake_amount,
        count(*) as findings,
        count(*) filter (where standing = 'pendiente') as waiting,
        count(*) filter (where standing = 'atendido') as resent,
        count(*) filter (where standing = 'aceptado') as approved,
        count(*) filter (where standing in ('informativo', 'sin efecto')) as without_effect
    from finding_status
    where
        ($organisation = '' or organisation_code = $organisation)
        and ($period = '' or period = $period)
        and ($rule = '' or rule = $rule)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
    group by submission_id, sheet, row_number, rule, severity, stake_unit
)

select
    rule,
    severity,
    stake_unit,
    sum(findings)::bigint as findings,
    sum(waiting)::bigint as waiting,
    sum(resent)::bigint as resent,
    sum(approved)::bigint as approved,
    sum(without_effect)::bigint as without_effect,
    count(distinct submission_id) as submissions,
    sum(stake_amount) as stake_amount
from broken
group by rule, severity, stake_unit
order by
    sum(waiting) = 0,
    case severity when 'error' then 1 when 'alert' then 2 else 3 end,
    stake_unit nulls last, sum(stake_amount) desc nulls last, sum(waiting) desc, rule
