-- One row is a line, action, region, partner or programme at a cut-off on a basis: spending of agreements’ own funds.
select
    phase_code,
    level,
    code,
    cutoff,
    basis,
    ratio9(sum(executed_net), nullif(sum(phase_budget), 0)) as financial_progress
from financial_progress
where is_agreement_fund
group by phase_code, level, code, cutoff, basis
