-- One row is a goal of a plan that cites an indicator which the framework in force of its phase does not have.
with cited as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        h.phase_code,
        g.framework_code as found,
        trim(unnest(string_split(g.framework_code, ';'))) as framework_code
    from now_operating_plan_goals as g
    inner join now_operating_plan_head as h on g.submission_id = h.submission_id
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    'framework_code' as column_name,
    c.framework_code as found,
    string_agg(distinct f.framework_code, ', ' order by f.framework_code) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from cited as c
inner join framework_indicator as f on c.phase_code = f.phase_code
group by c.submission_id, c.sheet, c.row_number, c.framework_code
having count(*) filter (where f.framework_code = c.framework_code) = 0
