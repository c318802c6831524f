-- One row is an account with more spent until a quarter than it got until then, interest included.
with accounts as (
    select
        *,
        -- an account without a subagreement is that of who holds the agreement
        coalesce(subagreement_code, reporter_code) as account_code
    from account
),

earlier as (
    select
        n.submission_id,
        sum(p.spent) as spent,
        sum(p.interest - p.returned) as own
    from accounts as n
    inner join (select * from accounts where is_approved) as p
        on n.account_code = p.account_code and n.period > p.period
    group by n.submission_id
),

received as (
    select
        n.submission_id,
        sum(m.amount) as amount
    from accounts as n
    inner join account_movement as m
        on n.account_code = m.account_code and quarter_end(n.period) >= m.transferred_on
    group by n.submission_id
),

totals as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.account_currency,
        n.spent + coalesce(e.spent, 0) as spent,
        coalesce(r.amount, 0) + n.interest - n.returned + coalesce(e.own, 0) as received
    from accounts as n
    left join earlier as e on n.submission_id = e.submission_id
    left join received as r on n.submission_id = r.submission_id
)

select
    submission_id,
    sheet,
    row_number,
    'received' as column_name,
    cast(spent as varchar) as found,
    cast(received as varchar) as expected,
    cast(spent - received as decimal(24, 4)) as stake_amount,
    account_currency as stake_unit
from totals
where spent > received
