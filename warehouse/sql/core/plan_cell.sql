-- One row is a filled target or amount of an approved plan version, under what tells its row apart in every version.
with goals as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            'Meta' as change_kind,
            concat_ws('/', line_code, indicator_code, place_code) as row_key,
            line_code,
            indicator_code as item,
            columns('^(phase_target|year_[0-9]{4}|t[1-4])$')
        from stg_operating_plan_goals
    ) on columns('^(phase_target|year_[0-9]{4}|t[1-4])$') into name column_name value amount
),

budget as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            'Presupuesto' as change_kind,
            concat_ws('/', line_code, category_code, fund, currency_code, detail) as row_key,
            line_code,
            category_code as item,
            columns('^(phase_amount|year_[0-9]{4}|t[1-4])$')
        from stg_operating_plan_budget
    ) on columns('^(phase_amount|year_[0-9]{4}|t[1-4])$') into name column_name value amount
),

cells as (
    select * from goals
    union all by name
    select * from budget
)

select
    c.submission_id,
    c.change_kind,
    c.row_key,
    c.line_code,
    c.item,
    plan_period(c.column_name, p.poa_year) as period,
    c.column_name,
    cast(c.amount as decimal(24, 4)) as amount,
    fact_id(c.submission_id, c.sheet, c.row_number, c.column_name) as fact_id
from cells as c
inner join dim_plan as p on c.submission_id = p.submission_id
