-- One row is a filled budget amount of the plan that holds a POA year: of the phase, a year or a quarter.
with cells as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            line_code,
            category_code,
            fund,
            currency_code,
            detail,
            columns('^(phase_amount|year_[0-9]{4}|t[1-4])$')
        from stg_operating_plan_budget
    ) on columns('^(phase_amount|year_[0-9]{4}|t[1-4])$') into name column_name value amount
)

select
    p.phase_code,
    p.plan_version,
    p.poa_year,
    p.is_in_force,
    c.line_code,
    c.category_code,
    c.fund,
    c.currency_code,
    c.currency_code = p.currency_code as is_plan_currency,
    c.detail,
    plan_period(c.column_name, p.poa_year) as period,
    cast(c.amount as decimal(24, 2)) as amount,
    c.submission_id,
    fact_id(c.submission_id, c.sheet, c.row_number, c.column_name) as fact_id
from cells as c
inner join dim_plan as p on c.submission_id = p.submission_id and p.holds_year
