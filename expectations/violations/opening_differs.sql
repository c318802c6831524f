-- One row is an account that does not begin a quarter with what it ended the last approved one with.
with closings as (
    select
        n.submission_id,
        max_by(p.bank_balance, p.period) as closing
    from account as n
    inner join account as p
        on
            n.reporter_code = p.reporter_code
            and n.period > p.period
            and p.is_approved
            and n.subagreement_code is not distinct from p.subagreement_code
    group by n.submission_id
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'opening_balance' as column_name,
    cast(n.opening_balance as varchar) as found,
    cast(c.closing as varchar) as expected,
    cast(abs(n.opening_balance - c.closing) as decimal(24, 4)) as stake_amount,
    n.account_currency as stake_unit
from account as n
inner join closings as c on n.submission_id = c.submission_id
where n.opening_balance <> c.closing
