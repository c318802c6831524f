-- One row is a target of a goal in the plan that holds a POA year: of the phase, a year, or a quarter of that year.
with cells as (
    unpivot (
        select
            concat_ws('/', line_code, indicator_code, place_code) as goal_id,
            submission_id,
            columns('^(phase_target|year_[0-9]{4}|t[1-4])$')
        from stg_operating_plan_goals
    ) on columns('^(phase_target|year_[0-9]{4}|t[1-4])$') into name column_name value target
)

select
    c.goal_id,
    p.phase_code,
    p.poa_year,
    p.is_in_force,
    case
        when c.column_name = 'phase_target' then 'phase'
        when c.column_name like 'year_%' then right(c.column_name, 4)
        else concat(p.poa_year, '-', upper(c.column_name))
    end as period,
    c.target,
    c.column_name
from cells as c
inner join dim_plan as p on c.submission_id = p.submission_id and p.holds_year
