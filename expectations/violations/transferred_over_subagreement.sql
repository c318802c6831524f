-- One row is the transfer with which a subagreement gets more than its amount.
with running as (
    select
        *,
        sum(transferred_amount) over (
            partition by subagreement_code order by transferred_on, disbursement_code
        ) as transferred
    from now_disbursement
    where transferred_amount > 0
)

select
    r.submission_id,
    r.sheet,
    r.row_number,
    'transferred_amount' as column_name,
    cast(r.transferred as varchar) as found,
    cast(s.amount as varchar) as expected,
    cast(r.transferred - s.amount as decimal(24, 4)) as stake_amount,
    r.currency_code as stake_unit
from running as r
inner join dim_subagreement as s on r.subagreement_code = s.subagreement_code and r.currency_code = s.currency_code
where r.transferred > s.amount
