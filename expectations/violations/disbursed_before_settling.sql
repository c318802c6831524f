-- One row is a transfer to a partner of whose earlier ones less than the agreement's share was accepted or returned.
with accepted as (
    select
        e.subagreement_code,
        e.accepted_amount as amount
    from expense_converted as e
    inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    inner join ref_agreement as a on s.agreement_code = a.agreement_code
    where e.basis = 'conforme' and e.currency_code = s.account_currency and e.fund = a.fund
    union all
    select
        m.subagreement_code,
        m.amount
    from money_movement as m
    where m.stage = 'devuelto'
),

settled as (
    select
        subagreement_code,
        sum(amount) as amount
    from accepted
    group by subagreement_code
),

-- one asked for and not transferred yet is told as well: it is then that somebody can wait
asked as (
    select
        *,
        coalesce(transferred_on, approved_on, requested_on) as on_day,
        coalesce(transferred_amount, approved_amount, requested_amount) as asked_amount
    from now_disbursement
    where not is_approved
),

earlier as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        case when n.transferred_amount > 0 then 'transferred_amount' else 'requested_amount' end as column_name,
        n.subagreement_code,
        n.agreement_code,
        n.on_day,
        n.asked_amount,
        n.currency_code,
        sum(t.account_amount) as received
    from asked as n
    inner join transfer_in_order as t
        on
            n.subagreement_code = t.subagreement_code
            and n.disbursement_code <> t.disbursement_code
            and n.on_day > t.transferred_on
    where n.asked_amount > 0
    group by all
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    e.column_name,
    -- rounded down, so that a share that is not enough never reads as one that is
    cast(
        cast(cents(coalesce(a.amount, 0)) * 10000 // cents(e.received) as decimal(24, 0)) * cast(0.01 as decimal(4, 2))
        as decimal(24, 4)
    )::varchar as found,
    s.value as expected,
    cast(e.asked_amount as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from earlier as e
inner join agreement_term as s
    on
        e.agreement_code = s.agreement_code
        and s.name = 'settled_share'
        and cast(e.on_day as varchar) >= s.valid_from
        and cast(e.on_day as varchar) < coalesce(s.valid_to, '9999')
left join settled as a on e.subagreement_code = a.subagreement_code
where 100 * coalesce(a.amount, 0) < cast(s.value as decimal(9, 4)) * e.received
