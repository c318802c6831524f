-- One row is a line and one it replaces directly, by any approved version of a plan that says so.
select distinct
    p.phase_code,
    l.line_code,
    trim(unnest(string_split(l.replaces, ';'))) as predecessor_code
from stg_operating_plan_lines as l
inner join dim_plan as p on l.submission_id = p.submission_id
where l.replaces is not null
