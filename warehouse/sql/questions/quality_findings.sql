-- One row per finding of the submissions chosen, what is most at stake first; what does not wait has nothing at stake.
with chosen as (
    select f.*
    from finding_status as f
    where
        ($organisation = '' or f.organisation_code = $organisation)
        and ($period = '' or f.period = $period)
        and ($rule = '' or f.rule = $rule)
        and ($standing = '' or f.standing = $standing)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], f.organisation_code)
        )
)

select
    f.submission_id,
    f.source,
    f.organisation_code,
    f.period,
    f.version,
    f.state,
    f.received_at,
    f.rule,
    f.severity,
    f.standing,
    f.sheet,
    f.cell,
    f.row_number as "row",
    f.found,
    f.expected,
    case when $language = 'en' then f.message_en else f.message_es end as message,
    f.stake_amount,
    f.stake_unit,
    (select count(*) from chosen) as findings
from chosen as f
left join currency_order as c on f.stake_unit = c.currency_code
order by
    f.standing <> 'pendiente',
    stake_group(f.stake_unit, c.currency_code) nulls last,
    stake_worth(f.stake_amount, c.dollars) desc nulls last,
    case f.severity when 'error' then 1 when 'alert' then 2 else 3 end,
    f.received_at desc, f.submission_id, f.sheet, f.row_number, f.cell, f.rule
limit $most
