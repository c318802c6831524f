-- One row is a transfer to a partner of whose earlier ones less than the agreement's share was accepted.
with accepted as (
    select
        e.subagreement_code,
        sum(e.accepted_amount) as amount
    from expense_converted as e
    inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    where e.basis = 'conforme' and e.currency_code = s.account_currency
    group by e.subagreement_code
),

earlier as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.subagreement_code,
        n.agreement_code,
        n.transferred_amount,
        n.currency_code,
        sum(t.account_amount) as received
    from now_disbursement as n
    inner join transfer_in_order as t
        on
            n.subagreement_code = t.subagreement_code
            and n.disbursement_code <> t.disbursement_code
            and n.transferred_on > t.transferred_on
    where not n.is_approved and n.transferred_amount > 0
    group by all
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'transferred_amount' as column_name,
    cast(cast(half_away(cents(coalesce(a.amount, 0)) * 100, cents(e.received)) as integer) as varchar) as found,
    s.value as expected,
    cast(e.transferred_amount as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from earlier as e
inner join agreement_term as s
    on e.agreement_code = s.agreement_code and s.name = 'settled_share' and s.valid_to is null
left join accepted as a on e.subagreement_code = a.subagreement_code
where 100 * coalesce(a.amount, 0) < cast(s.value as integer) * e.received
