-- One row is the target of an indicator of the framework in force for one year.
with cells as (
    unpivot (
        select
            submission_id,
            framework_code,
            columns('^(baseline|year_[0-9]{4})$')
        from stg_performance_framework
    ) on columns('^(baseline|year_[0-9]{4})$') into name column_name value target
)

select
    i.phase_code,
    c.framework_code,
    cast(right(c.column_name, 4) as integer) as target_year,
    c.target,
    fact_id(i.submission_id, i.sheet, i.row_number, c.column_name) as fact_id
from cells as c
inner join framework_indicator as i on c.submission_id = i.submission_id and c.framework_code = i.framework_code
where c.column_name like 'year_%'
