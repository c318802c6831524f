-- One row is the largest budget row of a plan that asks an agreement for more than it has.
select
    b.submission_id,
    b.sheet,
    b.row_number,
    'phase_amount' as column_name,
    cast(sum(b.phase_amount) over (partition by b.submission_id, b.fund) as varchar) as found,
    a.amount as expected,
    cast(
        sum(b.phase_amount) over (partition by b.submission_id, b.fund) - cast(a.amount as decimal(24, 2))
        as decimal(24, 4)
    ) as stake_amount,
    b.currency_code as stake_unit
from now_operating_plan_budget as b
inner join ref_agreement as a on b.fund = a.fund and b.currency_code = a.currency_code
qualify
    sum(b.phase_amount) over (partition by b.submission_id, b.fund) > cast(a.amount as decimal(24, 2))
    and row_number() over (partition by b.submission_id, b.fund order by b.phase_amount desc, b.row_number) = 1
