-- One row is a rate that a conversion on a day uses, with the cell it was published in.
-- Public, whoever asks: published rates.
select
    r.rate_id,
    r.base_code,
    r.currency_code,
    r.rate_date,
    r.rate,
    r.publisher,
    p.file_name,
    concat(c.letter, r.row_number) as cell
from exchange_rate_in_force as r
inner join dim_submission as p on r.submission_id = p.submission_id
left join report_column as c
    on r.submission_id = c.submission_id and r.sheet = c.sheet and r.column_name = c.column_name
where
    r.rate_date between $on_day::date - r.days_valid and $on_day::date
    and $from_code <> $to_code
    and if(
        r.currency_code = 'USD',
        ($from_code in ('PEN', 'USD')) <> ($to_code in ('PEN', 'USD')),
        r.currency_code in ($from_code, $to_code)
    )
qualify row_number() over (partition by r.currency_code order by r.rate_date desc) = 1
order by r.base_code, r.currency_code
