-- One row is a line at a cut-off on a basis with one fund: its budget and what was spent of it, in the plan's currency.
with spent as (
    select
        c.phase_code,
        c.cutoff,
        e.basis,
        e.line_code,
        e.fund,
        sum(e.plan_amount) as executed,
        sum(e.plan_amount) filter (where left(e.period, 4) = c.poa_year) as executed_year,
        sum(e.plan_amount) filter (where e.period = c.cutoff) as executed_period,
        sum(e.accepted_plan_amount) as accepted,
        sum(e.ineligible_plan_amount) as ineligible,
        sum(e.ineligible_plan_amount) filter (where left(e.period, 4) = c.poa_year) as ineligible_year,
        count(*) filter (where e.plan_amount is null) as unpriced
    from plan_cutoff as c
    inner join dim_plan as p on c.phase_code = p.phase_code and c.plan_version = p.plan_version
    inner join expense_converted as e on e.period <= c.cutoff and p.currency_code = e.plan_currency
    where e.phase_code = c.phase_code
    group by c.phase_code, c.cutoff, e.basis, e.line_code, e.fund
),

pairs as (
    select
        phase_code,
        cutoff,
        line_code,
        fund
    from line_budget
    union
    select
        phase_code,
        cutoff,
        line_code,
        fund
    from spent
)

select
    k.phase_code,
    c.plan_version,
    c.poa_year,
    k.cutoff,
    b.basis,
    k.line_code,
    k.fund,
    coalesce(k.fund in (select a.fund from ref_agreement as a), false) as is_agreement_fund,
    coalesce(g.phase_budget, 0) as phase_budget,
    coalesce(g.year_budget, 0) as year_budget,
    coalesce(g.programmed, 0) as programmed,
    cast(coalesce(s.executed, 0) as decimal(24, 2)) as executed,
    cast(coalesce(s.ineligible, 0) as decimal(24, 2)) as ineligible,
    cast(coalesce(s.executed, 0) - coalesce(s.ineligible, 0) as decimal(24, 2)) as executed_net,
    cast(coalesce(s.executed_year, 0) - coalesce(s.ineligible_year, 0) as decimal(24, 2)) as executed_net_year,
    cast(coalesce(s.executed_period, 0) as decimal(24, 2)) as executed_period,
    cast(coalesce(s.accepted, 0) as decimal(24, 2)) as accepted,
    coalesce(s.unpriced, 0) as unpriced
from pairs as k
inner join plan_cutoff as c on k.phase_code = c.phase_code and k.cutoff = c.cutoff
cross join (values ('conforme'), ('reportado')) as b (basis)
left join line_budget as g
    on k.phase_code = g.phase_code and k.cutoff = g.cutoff and k.line_code = g.line_code and k.fund = g.fund
left join spent as s
    on
        k.phase_code = s.phase_code
        and k.cutoff = s.cutoff
        and k.line_code = s.line_code
        and k.fund = s.fund
        and b.basis = s.basis
