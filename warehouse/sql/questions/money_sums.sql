-- One row is what the amounts a figure of money is made of add up to in a plan's currency, and how many there are.
with held as (
    select
        list(line_code) as every,
        list(line_code) filter (
            where
            $code = case $level
                when 'line' then line_code
                when 'action' then action_code
                when 'region' then department_code
                when 'partner' then organisation_code
            end
        ) as chosen
    from line_held
    where phase_code = $phase and poa_year = left($cutoff, 4)
),

chosen as (
    select
        plan_currency,
        plan_amount,
        amounts
    from money_sum
    where
        stage = $stage
        and fund = $fund
        and basis = case when $stage in ('ejecutado', 'aceptado', 'no elegible') then $basis else 'conforme' end
        and from_period <= $cutoff
        -- a figure of the year takes only what is of it
        and period >= $since
        and (phase_code = $phase or phase_code is null)
        and (poa_year = left($cutoff, 4) or poa_year is null)
        and (
            $level = 'programme'
            or list_contains((select chosen from held), line_code)
            -- what is of no line is its organisation's own
            or (
                $level = 'partner'
                and organisation_code = $code
                and not coalesce(list_contains((select every from held), line_code), false)
            )
        )
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
)

select
    plan_currency,
    coalesce(sum(plan_amount), 0) as plan_amount,
    (select cast(sum(amounts) as bigint) from chosen) as amounts
from chosen
group by plan_currency
order by plan_currency
