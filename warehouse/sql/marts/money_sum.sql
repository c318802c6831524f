-- One row is what the amounts of a period, stage, line and partner add up to in a plan's currency, and their places.
select
    basis,
    stage,
    fund,
    phase_code,
    poa_year,
    from_period,
    period,
    line_code,
    organisation_code,
    plan_currency,
    count(*) as amounts,
    sum(plan_amount) as plan_amount,
    -- a figure of money is found here, and of a hundred thousand amounts only those that are shown are read
    list(place order by place) as places
from money_figure
group by all
