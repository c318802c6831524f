-- One row per row of what is published that breaks a rule of the whole now, what is most at stake first.
with broken as (
    select
        v.*,
        d.source,
        d.organisation_code,
        d.period,
        d.version,
        d.state
    from violation as v
    inner join dim_submission as d on v.submission_id = d.submission_id
    where
        ($organisation = '' or d.organisation_code = $organisation)
        and ($period = '' or d.period = $period)
        and ($rule = '' or v.rule = $rule)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], d.organisation_code)
        )
),

-- The few that are shown, before anything is looked up for each.
most_at_stake as (
    select
        b.*,
        stake_group(b.stake_unit, o.currency_code) as stakes,
        stake_worth(b.stake_amount, o.dollars) as worth
    from broken as b
    left join currency_order as o on b.stake_unit = o.currency_code
    order by stakes nulls last, worth desc nulls last, b.rule, b.submission_id, b.sheet, b.row_number
    limit $most
)

select
    v.rule,
    v.submission_id,
    v.source,
    v.organisation_code,
    v.period,
    v.version,
    v.state,
    v.sheet,
    v.row_number as "row",
    coalesce(c.header, v.column_name) as header,
    c.letter || v.row_number as cell,
    v.found,
    v.expected,
    v.stake_amount,
    v.stake_unit,
    (select count(*) from broken) as violations
from most_at_stake as v
left join report_column as c
    on v.submission_id = c.submission_id and v.sheet = c.sheet and v.column_name = c.column_name
order by v.stakes nulls last, v.worth desc nulls last, v.rule, v.submission_id, v.sheet, v.row_number
