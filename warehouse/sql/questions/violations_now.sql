-- One row per row of what is published that breaks a rule of the whole now, what is most at stake first.
select
    v.rule,
    v.submission_id,
    d.source,
    d.organisation_code,
    d.period,
    d.version,
    d.state,
    v.sheet,
    v.row_number as "row",
    coalesce(c.header, v.column_name) as header,
    c.letter || v.row_number as cell,
    v.found,
    v.expected,
    v.stake_amount,
    v.stake_unit,
    count(*) over () as violations
from violation as v
inner join dim_submission as d on v.submission_id = d.submission_id
left join report_column as c
    on v.submission_id = c.submission_id and v.sheet = c.sheet and v.column_name = c.column_name
left join currency_order as o on v.stake_unit = o.currency_code
where
    ($organisation = '' or d.organisation_code = $organisation)
    and ($period = '' or d.period = $period)
    and ($rule = '' or v.rule = $rule)
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code))
order by
    stake_group(v.stake_unit, o.currency_code) nulls last,
    stake_worth(v.stake_amount, o.dollars) desc nulls last,
    v.rule, v.submission_id, v.sheet, v.row_number
limit $most
