-- One row is an account with more spent until a quarter than was transferred to it, interest included.
with totals as (
    select
        n.submission_id,
        sum(p.spent) as spent,
        sum(p.interest - p.returned) as own
    from account as n
    inner join account as p
        on
            n.subagreement_code = p.subagreement_code
            and (p.submission_id = n.submission_id or (p.period < n.period and p.is_approved))
    group by n.submission_id
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'received' as column_name,
    cast(t.spent as varchar) as found,
    cast(coalesce(r.received, 0) + t.own as varchar) as expected,
    cast(t.spent - coalesce(r.received, 0) - t.own as decimal(24, 4)) as stake_amount,
    n.account_currency as stake_unit
from account as n
inner join totals as t on n.submission_id = t.submission_id
left join lateral (
    select sum(d.account_amount) as received
    from transfer_in_order as d
    where d.subagreement_code = n.subagreement_code and d.transferred_on <= quarter_end(n.period)
) as r on true
where n.subagreement_code is not null and t.spent > coalesce(r.received, 0) + t.own
