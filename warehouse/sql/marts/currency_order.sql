-- One row is a currency and the dollars a unit of it counts for where amounts at stake are put in order; never shown.
with rates as (
    select
        1 as preference,
        rate,
        rate_date as known_on
    from exchange_rate_in_force
    where base_code = 'USD' and currency_code = 'PEN'
    union all
    -- where nobody sent a published rate, the latest transfer's
    select
        2 as preference,
        rate,
        transferred_on as known_on
    from transfer_in_order
    where currency_code = 'USD' and account_currency = 'PEN'
)

select
    'USD' as currency_code,
    cast(1 as decimal(18, 6)) as dollars
union all
select
    'PEN' as currency_code,
    cast(ratio9(1, r.rate) as decimal(18, 6)) as dollars
from rates as r
qualify row_number() over (order by r.preference, r.known_on desc, r.rate) = 1
