-- One row is an expense of an agreement's fund, of a category that the budget of its line does not have.
with budgeted as (
    select
        poa_year,
        line_code,
        fund,
        string_agg(distinct category_code, ', ' order by category_code) as categories,
        list(distinct category_code) as codes
    from plan_budget
    group by poa_year, line_code, fund
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'category_code' as column_name,
    e.category_code as found,
    coalesce(b.categories, '—') as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from spending as e
-- the counterpart stands apart, budgeted or not
inner join ref_agreement as a on e.fund = a.fund
inner join plan_line as l on left(e.period, 4) = l.poa_year and e.line_code = l.line_code
left join budgeted as b on left(e.period, 4) = b.poa_year and e.line_code = b.line_code and e.fund = b.fund
where not coalesce(list_contains(b.codes, e.category_code), false)
