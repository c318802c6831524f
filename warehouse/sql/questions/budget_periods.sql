-- One row is a line's budget of one category, fund and currency in the plan of a year: phase, years and quarters.
-- Public, whoever asks: the programme's own figures.
select
    line_code,
    category_code,
    case when $language = 'en' then name_en else name_es end as category_name,
    fund,
    currency_code,
    phase_amount,
    year_amount,
    t1,
    t2,
    t3,
    t4
from budget_by_period
where phase_code = $phase and poa_year = left($cutoff, 4) and ($action = '' or action_code = $action)
order by line_code, category_code, fund, currency_code
