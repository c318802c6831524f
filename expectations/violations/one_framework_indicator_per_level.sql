-- One row is a goal that cites two indicators of one level of the framework, which would count it twice.
with cited as (
    select distinct
        g.submission_id,
        g.sheet,
        g.row_number,
        g.framework_code as found,
        h.phase_code,
        trim(unnest(string_split(g.framework_code, ';'))) as framework_code
    from now_operating_plan_goals as g
    inner join now_operating_plan_head as h on g.submission_id = h.submission_id
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    'framework_code' as column_name,
    string_agg(c.framework_code, '; ' order by c.framework_code) as found,
    f.framework_level as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from cited as c
inner join framework_indicator as f on c.phase_code = f.phase_code and c.framework_code = f.framework_code
group by c.submission_id, c.sheet, c.row_number, f.framework_level
having count(*) > 1
