-- One row is a filled number of an approved plan that ratios are made of: a target, a baseline, a weight or an amount.
with goals as (
    unpivot (
        select
            g.submission_id,
            g.sheet,
            g.row_number,
            i.unit,
            columns('^(baseline|phase_target|year_[0-9]{4}|t[1-4])$')
        from stg_operating_plan_goals as g
        left join ref_indicator as i on g.indicator_code = i.indicator_code
    ) on columns('^(baseline|phase_target|year_[0-9]{4}|t[1-4])$') into name column_name value value
),

filled as (
    select * from goals
    union all by name
    select
        submission_id,
        sheet,
        row_number,
        '%' as unit,
        'weight' as column_name,
        weight as value
    from stg_operating_plan_lines
    where weight is not null
    union all by name
    select
        submission_id,
        sheet,
        row_number,
        currency_code as unit,
        'phase_amount' as column_name,
        phase_amount as value
    from stg_operating_plan_budget
    where phase_amount is not null
)

select
    f.submission_id,
    f.sheet,
    f.row_number,
    f.column_name,
    cast(f.value as decimal(24, 4)) as value,
    f.unit,
    fact_id(f.submission_id, f.sheet, f.row_number, f.column_name) as fact_id
from filled as f
inner join dim_plan as p on f.submission_id = p.submission_id
