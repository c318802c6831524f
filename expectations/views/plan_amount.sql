-- One row is a target or amount a plan, staged or published, states for its phase, a year or a quarter.
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
        from now_operating_plan_goals
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
        from now_operating_plan_budget
    ) on columns('^(phase_amount|year_[0-9]{4}|t[1-4])$') into name column_name value amount
)

select * from goals
union all by name
select * from budget
