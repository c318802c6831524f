-- One row is the rate in force of a currency on a day of publication, with how many days it may serve.
with serving as (
    select
        case name when 'days_of_daily_rate' then 'D' else 'M' end as frequency,
        cast(max_by(value, valid_from) as integer) as days_valid
    from ref_parameter
    where name in ('days_of_daily_rate', 'days_of_monthly_rate')
    group by name
)

select
    r.rate_id,
    r.submission_id,
    r.sheet,
    r.row_number,
    r.column_name,
    r.base_code,
    r.currency_code,
    r.rate_date,
    r.rate,
    r.publisher,
    s.days_valid
from fct_exchange_rate as r
inner join serving as s on r.frequency = s.frequency
where
    r.known_from is not null
    and r.known_to is null
    -- of the rates in dollars only the sol's: those of the others are published in euros every day
    and (r.base_code = 'EUR' or r.currency_code = 'PEN')
