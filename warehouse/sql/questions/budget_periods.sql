-- One row is a line's budget of one category, fund and currency in the plan of a year: phase, years and quarters.
-- Public, whoever asks: the programme's own figures.
select
    b.line_code,
    b.category_code,
    case when $language = 'en' then c.name_en else c.name_es end as category_name,
    b.fund,
    b.currency_code,
    sum(b.amount) filter (where b.period = 'Fase') as phase_amount,
    sum(b.amount) filter (where b.period = b.poa_year) as year_amount,
    sum(b.amount) filter (where b.period = b.poa_year || '-T1') as t1,
    sum(b.amount) filter (where b.period = b.poa_year || '-T2') as t2,
    sum(b.amount) filter (where b.period = b.poa_year || '-T3') as t3,
    sum(b.amount) filter (where b.period = b.poa_year || '-T4') as t4
from plan_budget as b
left join ref_expense_category as c on b.category_code = c.category_code
inner join plan_line as l on b.phase_code = l.phase_code and b.poa_year = l.poa_year and b.line_code = l.line_code
where b.phase_code = $phase and b.poa_year = left($cutoff, 4) and ($action = '' or l.action_code = $action)
group by all
order by b.line_code, b.category_code, b.fund, b.currency_code
