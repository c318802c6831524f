-- One row is a transfer to a partner in another currency than its subagreement's, or to an account of another.
with told as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.subagreement_code,
        n.currency_code,
        coalesce(n.transferred_amount, n.approved_amount, n.requested_amount) as amount,
        unnest(['currency_code', 'account_currency']) as column_name,
        unnest([
            n.currency_code,
            case when n.transferred_amount > 0 then coalesce(n.account_currency, n.currency_code) end
        ]) as found
    from now_disbursement as n
    where n.flow = 'Profonanpe a socio'
),

meant as (
    select
        t.*,
        case t.column_name when 'currency_code' then s.currency_code else s.account_currency end as expected
    from told as t
    inner join dim_subagreement as s on t.subagreement_code = s.subagreement_code
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    found,
    expected,
    cast(amount as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from meant
where found <> expected
