-- One row is a budget row in another currency than its plan's: no ratio, weight or ceiling counts it.
select
    b.submission_id,
    b.sheet,
    b.row_number,
    'currency_code' as column_name,
    b.currency_code as found,
    h.currency_code as expected,
    cast(b.phase_amount as decimal(24, 4)) as stake_amount,
    b.currency_code as stake_unit
from now_operating_plan_budget as b
inner join now_operating_plan_head as h on b.submission_id = h.submission_id
where b.currency_code <> h.currency_code
