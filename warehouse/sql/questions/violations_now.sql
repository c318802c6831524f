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
    -- money of any currency first, by what it is worth; then each other unit by itself
    case when o.currency_code is null then v.stake_unit else '' end nulls last,
    cast(v.stake_amount as decimal(20, 2)) * coalesce(o.dollars, 1) desc nulls last,
    v.rule, v.submission_id, v.sheet, v.row_number
limit $most
