-- One row is an expense paid out of transfers in another currency: what it took of them, first in, first out.
with points as (
    select
        basis,
        subagreement_code,
        expense_id,
        spent_before as point,
        'before' as side
    from expense_in_order
    union all
    select
        basis,
        subagreement_code,
        expense_id,
        spent_before + amount as point,
        'after' as side
    from expense_in_order
),

-- Where more was spent than transferred, the latest rate goes on; before the first sol, the first one holds.
reached as (
    select
        p.*,
        t.disbursement_code,
        t.transferred_id,
        cents(t.transferred_before)
        + half_away(
            (cents(p.point) - cents(t.account_before)) * cents(t.transferred_amount), cents(t.account_amount)
        ) as taken
    from points as p
    inner join transfer_in_order as t
        on
            p.subagreement_code = t.subagreement_code
            and (p.point > t.account_before or t.account_before = 0)
            and (p.point <= t.account_before + t.account_amount or t.is_latest)
)

select
    basis,
    expense_id,
    money(max(taken) filter (where side = 'after') - max(taken) filter (where side = 'before')) as plan_amount,
    max(disbursement_code) filter (where side = 'after') as disbursement_code,
    list(distinct transferred_id order by transferred_id) as rate_facts
from reached
group by basis, expense_id
