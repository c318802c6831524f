-- One row is an amount in another currency on a day, by the last rates published until then, and which ones.
-- Public, whoever asks: published rates.
with latest as (
    select
        currency_code,
        max_by(rate, rate_date) as rate
    from exchange_rate_in_force
    where rate_date between $on_day::date - days_valid and $on_day::date
    group by currency_code
),

-- Units of each currency for one euro; the sol is published in dollars, so it takes two rates. Between both, no euro.
steps as (
    select
        c.side,
        $from_code in ('PEN', 'USD') and $to_code in ('PEN', 'USD') as is_in_dollars,
        case when c.code = 'EUR' or (c.code = 'USD' and is_in_dollars) then 1 else l.rate end as rate,
        case when c.code = 'PEN' and not is_in_dollars then d.rate else 1 end as rate_again
    from (values ('from', $from_code), ('to', $to_code)) as c (side, code)
    left join latest as l on c.code = l.currency_code
    left join latest as d on d.currency_code = 'USD'
)

select
    converted(
        $amount::decimal(20, 2),
        max(rate) filter (where side = 'to'),
        max(rate_again) filter (where side = 'to'),
        max(rate) filter (where side = 'from'),
        max(rate_again) filter (where side = 'from')
    ) as amount
from steps
