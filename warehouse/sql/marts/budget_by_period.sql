-- One row is a line's budget of one category, fund and currency in the plan of a year: phase, years and quarters.
select
    b.phase_code,
    b.poa_year,
    l.action_code,
    b.line_code,
    b.category_code,
    c.name_es,
    c.name_en,
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
group by all
