-- One row is what a stage amounts to at a cut-off from one fund, in one currency and in the plan's; none is added.
-- Public, whoever asks: the programme's own figures.
select
    s.stage,
    s.stage_order,
    s.currency_code,
    s.plan_currency,
    sum(s.amount) filter (where s.basis = 'conforme') as amount,
    sum(s.plan_amount) filter (where s.basis = 'conforme') as plan_amount,
    sum(s.amount) filter (where s.basis = 'reportado') as amount_reported,
    sum(s.plan_amount) filter (where s.basis = 'reportado') as plan_reported,
    cast(sum(s.unpriced) filter (where s.basis = 'reportado') as bigint) as unpriced
from money_by_stage as s
where s.phase_code = $phase and s.cutoff = $cutoff and s.fund = $fund
group by s.stage, s.stage_order, s.currency_code, s.plan_currency
order by s.stage_order, s.currency_code
