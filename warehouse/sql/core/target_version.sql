-- One row is a target cell of a goal in an approved version of its plan.
with versions as (
    select
        submission_id,
        phase_code,
        plan_version,
        poa_year,
        known_from,
        is_in_force,
        holds_year,
        row_number() over (partition by phase_code order by known_from) as version_order,
        count(*) over (partition by phase_code) as versions
    from dim_plan
),

cells as (
    unpivot (
        select
            concat_ws('/', line_code, indicator_code, place_code) as goal_id,
            line_code,
            indicator_code,
            submission_id,
            sheet,
            row_number,
            columns('^(phase_target|year_[0-9]{4}|t[1-4])$')
        from stg_operating_plan_goals
    ) on columns('^(phase_target|year_[0-9]{4}|t[1-4])$') into name column_name value target
)

select
    v.phase_code,
    c.goal_id,
    c.line_code,
    c.indicator_code,
    case
        when c.column_name = 'phase_target' then 'phase'
        when c.column_name like 'year_%' then right(c.column_name, 4)
        else concat(v.poa_year, '-', upper(c.column_name))
    end as period,
    v.plan_version,
    v.version_order,
    v.version_order = v.versions as is_in_force,
    v.poa_year,
    v.holds_year,
    c.target,
    c.column_name,
    c.submission_id,
    v.known_from,
    fact_id(c.submission_id, c.sheet, c.row_number, c.column_name) as fact_id
from cells as c
inner join versions as v on c.submission_id = v.submission_id
