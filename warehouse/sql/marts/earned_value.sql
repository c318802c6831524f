-- One row is a line, action, region, partner or programme at a cut-off on a basis: planned, earned and actual value.
with valued as (
    select
        m.phase_code,
        m.plan_version,
        m.cutoff,
        m.basis,
        m.poa_year,
        m.line_code,
        m.phase_budget as budget,
        m.executed_net as actual,
        -- a share is never below nothing nor above the whole: more than all of it earns no more money
        money(half_away(weighted9(m.phase_budget, p.planned_share), 100000000000)) as planned,
        money(half_away(weighted9(m.phase_budget, l.phase_progress), 100000000000)) as earned
    from line_money as m
    inner join line_held as h on m.phase_code = h.phase_code and m.poa_year = h.poa_year and m.line_code = h.line_code
    left join line_progress as l
        on
            m.phase_code = l.phase_code
            and m.line_code = l.line_code
            and m.cutoff = l.cutoff
            and m.basis = l.basis
    left join line_planned as p
        on
            m.phase_code = p.phase_code
            and m.line_code = p.line_code
            and m.cutoff = p.cutoff
            and m.basis = p.basis
    -- what has no physical goal earns nothing, so that it costs nothing here either
    where m.is_agreement_fund and h.line_type <> 'Solo presupuesto'
),

levels as (
    select
        l.level,
        l.code,
        v.*
    from valued as v
    inner join line_level as l
        on v.phase_code = l.phase_code and v.poa_year = l.poa_year and v.line_code = l.line_code
),

summed as (
    select
        phase_code,
        plan_version,
        level,
        code,
        cutoff,
        basis,
        count(*) as lines,
        count(planned) as lines_planned,
        cast(sum(budget) as decimal(24, 2)) as budget,
        cast(sum(planned) as decimal(24, 2)) as planned_value,
        cast(sum(earned) as decimal(24, 2)) as earned_value,
        cast(sum(actual) as decimal(24, 2)) as actual_cost,
        -- an index compares what is known of the same lines
        cast(sum(earned) filter (where planned is not null) as decimal(24, 2)) as earned_of_planned,
        cast(sum(planned) filter (where earned is not null) as decimal(24, 2)) as planned_of_earned,
        cast(sum(actual) filter (where earned is not null) as decimal(24, 2)) as actual_of_earned
    from levels
    group by phase_code, plan_version, level, code, cutoff, basis
)

select
    * exclude (earned_of_planned, planned_of_earned, actual_of_earned),
    ratio9(earned_of_planned, nullif(planned_of_earned, 0)) as spi,
    ratio9(earned_value, nullif(actual_of_earned, 0)) as cpi
from summed
