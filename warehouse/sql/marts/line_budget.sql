-- One row is a line's budget from one fund at a cut-off, in the plan's currency: phase, year, and until then.
with quarters as (
    select
        c.phase_code,
        c.plan_version,
        c.poa_year,
        c.cutoff,
        b.line_code,
        b.fund,
        sum(b.amount) filter (where b.period = 'Fase') as phase_budget,
        sum(b.amount) filter (where b.period = c.poa_year) as year_budget,
        coalesce(sum(b.amount) filter (where b.period similar to '[0-9]{4}' and b.period < c.poa_year), 0)
            as before_year,
        sum(b.amount) filter (where b.period like '____-T_' and b.period <= c.cutoff) as in_year
    from plan_cutoff as c
    inner join plan_budget as b on c.phase_code = b.phase_code and c.poa_year = b.poa_year and b.is_plan_currency
    group by c.phase_code, c.plan_version, c.poa_year, c.cutoff, b.line_code, b.fund
)

select
    phase_code,
    plan_version,
    poa_year,
    cutoff,
    line_code,
    fund,
    phase_budget,
    year_budget,
    cast(before_year + coalesce(in_year, 0) as decimal(24, 2)) as programmed
from quarters
