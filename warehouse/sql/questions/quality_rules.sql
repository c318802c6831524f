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
    b.rule,
    b.severity,
    b.stake_unit,
    sum(b.findings)::bigint as findings,
    sum(b.waiting)::bigint as waiting,
    sum(b.resent)::bigint as resent,
    sum(b.approved)::bigint as approved,
    sum(b.without_effect)::bigint as without_effect,
    count(distinct b.submission_id) as submissions,
    sum(b.stake_amount) as stake_amount
from broken as b
left join currency_order as c on b.stake_unit = c.currency_code
group by b.rule, b.severity, b.stake_unit, c.currency_code, c.dollars
order by
    sum(b.waiting) = 0,
    case b.severity when 'error' then 1 when 'alert' then 2 else 3 end,
    stake_group(b.stake_unit, c.currency_code) nulls last,
    stake_worth(sum(b.stake_amount), c.dollars) desc nulls last,
    sum(b.waiting) desc, b.rule
