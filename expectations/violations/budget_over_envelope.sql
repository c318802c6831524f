-- One row is the largest budget row of a plan that costs, all funds together, more than the envelope of its phase.
with envelope as (
    select
        phase_code,
        currency_code,
        max_by(cast(amount as decimal(24, 2)), valid_from) as amount
    from ref_envelope
    group by phase_code, currency_code
),

summed as (
    select
        b.submission_id,
        b.sheet,
        b.row_number,
        b.phase_amount,
        b.currency_code,
        e.amount,
        sum(b.phase_amount) over (partition by b.submission_id) as total
    from now_operating_plan_budget as b
    inner join now_operating_plan_head as h on b.submission_id = h.submission_id
    inner join envelope as e on h.phase_code = e.phase_code and b.currency_code = e.currency_code
)

select
    submission_id,
    sheet,
    row_number,
    'phase_amount' as column_name,
    cast(total as varchar) as found,
    cast(amount as varchar) as expected,
    cast(total - amount as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from summed
where total > amount
qualify row_number() over (partition by submission_id order by phase_amount desc, row_number) = 1
