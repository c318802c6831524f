-- One row is a transfer to a partner with what of it is still to be settled at a cut-off, and for how many days.
with settled as (
    select
        c.phase_code,
        c.cutoff,
        c.final_day,
        t.subagreement_code,
        coalesce((
            select sum(e.accepted_amount)
            from expense_converted as e
            inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
            inner join ref_agreement as a on s.agreement_code = a.agreement_code
            where
                e.subagreement_code = t.subagreement_code
                and e.basis = 'conforme'
                and e.fund = a.fund
                and e.currency_code = s.account_currency
                and e.period <= c.cutoff
        ), 0) + coalesce((
            select sum(m.amount)
            from money_movement as m
            where m.subagreement_code = t.subagreement_code and m.stage = 'devuelto' and m.period <= c.cutoff
        ), 0) as amount
    from plan_cutoff as c
    cross join (select distinct subagreement_code from transfer_in_order) as t
),

open_parts as (
    select
        s.phase_code,
        s.cutoff,
        t.subagreement_code,
        t.disbursement_code,
        t.transferred_on,
        t.account_currency,
        t.account_amount,
        t.currency_code,
        t.transferred_amount,
        t.transferred_id,
        t.account_id,
        -- first in, first out: what was settled covers the oldest transfers first
        cast(
            least(greatest(t.account_before + t.account_amount - s.amount, 0), t.account_amount) as decimal(24, 2)
        ) as open_amount,
        date_diff('day', t.transferred_on, s.final_day) as days
    from settled as s
    inner join transfer_in_order as t on s.subagreement_code = t.subagreement_code and t.transferred_on <= s.final_day
)

select
    o.*,
    s.organisation_code,
    s.agreement_code,
    money(half_away(cents(o.open_amount) * cents(o.transferred_amount), cents(o.account_amount))) as open_plan_amount,
    case
        when o.days <= 30 then '0–30'
        when o.days <= 60 then '31–60'
        when o.days <= 90 then '61–90'
        else '> 90'
    end as age
from open_parts as o
inner join dim_subagreement as s on o.subagreement_code = s.subagreement_code
