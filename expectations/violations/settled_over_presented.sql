-- One row is a decision on an expense that accepts and refuses more than was presented, or on none that was.
with presented as (
    select
        expense_id,
        amount
    from expense_observed
    where basis = 'reportado'
)

select
    s.submission_id,
    s.sheet,
    s.row_number,
    'accepted_amount' as column_name,
    cast(coalesce(s.accepted_amount, 0) + coalesce(s.ineligible_amount, 0) as varchar) as found,
    coalesce(cast(p.amount as varchar), '0.00') as expected,
    cast(
        abs(coalesce(s.accepted_amount, 0) + coalesce(s.ineligible_amount, 0) - coalesce(p.amount, 0))
        as decimal(24, 4)
    ) as stake_amount,
    s.currency_code as stake_unit
from now_settled_expense as s
left join presented as p on s.expense_id = p.expense_id
where
    abs(coalesce(s.accepted_amount, 0) + coalesce(s.ineligible_amount, 0)) > abs(coalesce(p.amount, 0))
    or s.accepted_amount * p.amount < 0
    or s.ineligible_amount * p.amount < 0
