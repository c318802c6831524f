-- One row is a line, action, region, partner or programme at a cut-off on a basis with one fund: budget and spending.
with levels as (
    select
        l.level,
        l.code,
        m.*
    from line_money as m
    inner join line_level as l
        on m.phase_code = l.phase_code and m.poa_year = l.poa_year and m.line_code = l.line_code
),

summed as (
    select
        phase_code,
        plan_version,
        level,
        code,
        cutoff,
        basis,
        fund,
        is_agreement_fund,
        count(*) as lines,
        cast(sum(phase_budget) as decimal(24, 2)) as phase_budget,
        cast(sum(year_budget) as decimal(24, 2)) as year_budget,
        cast(sum(programmed) as decimal(24, 2)) as programmed,
        cast(sum(executed) as decimal(24, 2)) as executed,
        cast(sum(ineligible) as decimal(24, 2)) as ineligible,
        cast(sum(executed_net) as decimal(24, 2)) as executed_net,
        cast(sum(executed_net_year) as decimal(24, 2)) as executed_net_year,
        cast(sum(accepted) as decimal(24, 2)) as accepted,
        cast(sum(unpriced) as bigint) as unpriced
    from levels
    group by phase_code, plan_version, level, code, cutoff, basis, fund, is_agreement_fund
)

select
    *,
    ratio9(executed_net, nullif(phase_budget, 0)) as phase_ratio,
    ratio9(executed_net_year, nullif(year_budget, 0)) as year_ratio,
    ratio9(executed_net, nullif(programmed, 0)) as compliance
from summed
