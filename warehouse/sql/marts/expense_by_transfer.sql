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
),

-- Every transfer that some of it was taken from, the ones in between too.
sources as (
    select
        e.basis,
        e.expense_id,
        list(t.transferred_id order by t.transferred_on, t.disbursement_code) as rate_facts
    from expense_in_order as e
    inner join transfer_in_order as t
        on
            e.subagreement_code = t.subagreement_code
            and (greatest(e.spent_before, e.spent_before + e.amount) > t.account_before or t.account_before = 0)
            and (least(e.spent_before, e.spent_before + e.amount) < t.account_before + t.account_amount or t.is_latest)
    group by e.basis, e.expense_id
)

select
    r.basis,
    r.expense_id,
    money(max(r.taken) filter (where r.side = 'after') - max(r.taken) filter (where r.side = 'before')) as plan_amount,
    max(r.disbursement_code) filter (where r.side = 'after') as disbursement_code,
    any_value(s.rate_facts) as rate_facts
from reached as r
inner join sources as s on r.basis = s.basis and r.expense_id = s.expense_id
group by r.basis, r.expense_id
