-- One row is an expense whose voucher is of no day of the term of its subagreement or agreement, liquidation included.
with terms as (
    select
        agreement_code,
        max_by(value, valid_from) filter (where name = 'starts_on') as starts_on,
        max_by(value, valid_from) filter (where name = 'ends_on') as ends_on,
        max_by(value, valid_from) filter (where name = 'liquidation_months') as liquidation_months
    from agreement_term
    group by agreement_code
),

dated as (
    select
        e.*,
        coalesce(e.starts_on, cast(t.starts_on as date)) as from_day,
        cast(
            coalesce(e.ends_on, cast(t.ends_on as date))
            + to_months(coalesce(e.liquidation_months, cast(t.liquidation_months as integer), 0)) as date
        ) as to_day
    from spending as e
    left join ref_agreement as a on e.fund = a.fund
    left join terms as t on coalesce(e.agreement_code, a.agreement_code) = t.agreement_code
)

select
    submission_id,
    sheet,
    row_number,
    'voucher_date' as column_name,
    strftime(voucher_date, '%d/%m/%Y') as found,
    concat(strftime(from_day, '%d/%m/%Y'), ' – ', strftime(to_day, '%d/%m/%Y')) as expected,
    cast(abs(amount) as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from dated
where voucher_date not between from_day and to_day
