-- One row is a goal and an indicator of the framework it contributes to, by the latest approved plan that holds it.
with goals as (
    select
        p.phase_code,
        p.is_in_force,
        concat_ws('/', g.line_code, g.indicator_code, g.place_code) as goal_id,
        g.line_code,
        g.indicator_code,
        g.framework_code,
        l.organisation_code,
        l.department_code,
        l.action_code
    from stg_operating_plan_goals as g
    inner join dim_plan as p on g.submission_id = p.submission_id
    inner join stg_operating_plan_lines as l on g.submission_id = l.submission_id and g.line_code = l.line_code
    qualify row_number() over (partition by p.phase_code, goal_id order by p.known_from desc) = 1
),

cited as (
    select
        * exclude (framework_code),
        trim(unnest(string_split(framework_code, ';'))) as framework_code
    from goals
)

select distinct
    c.phase_code,
    c.goal_id,
    c.framework_code,
    c.line_code,
    c.indicator_code,
    c.organisation_code,
    c.department_code,
    c.action_code,
    c.is_in_force
from cited as c
inner join framework_indicator as f on c.phase_code = f.phase_code and c.framework_code = f.framework_code
