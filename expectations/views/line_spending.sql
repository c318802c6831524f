-- One row is what was spent on a line in a quarter, each voucher as it was told last: its worth in the plan.
select
    line_code,
    period,
    sum(plan_amount) as amount,
    bool_or(amount > 0) as has_expense
from spending
where is_latest
group by line_code, period
