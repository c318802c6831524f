-- One row is the rate of a currency on a day as published once: units of the currency for one of the base.
with ecb as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            rate_date,
            usd,
            gbp,
            nok
        from stg_exchange_rate_ecb
    ) on usd, gbp, nok into name column_name value rate
),

published as (
    select
        submission_id,
        sheet,
        row_number,
        column_name,
        rate_date,
        'EUR' as base_code,
        upper(column_name) as currency_code,
        'D' as frequency,
        rate,
        'ECB' as publisher
    from ecb
    union all
    select
        submission_id,
        sheet,
        row_number,
        'rate' as column_name,
        rate_date,
        'USD' as base_code,
        currency_code,
        frequency,
        rate,
        publisher
    from stg_exchange_rate_imf
)

select
    fact_id(p.submission_id, p.sheet, p.row_number, p.column_name) as rate_id,
    p.*,
    v.known_from,
    v.known_to
from published as p
left join row_span as v on p.submission_id = v.submission_id and p.sheet = v.sheet and p.row_number = v.row_number
