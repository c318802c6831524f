-- One row is a line in a POA year: as the latest plan until that year has it, also one that a later plan left out.
with years as (
    select distinct
        phase_code,
        poa_year
    from dim_plan
)

select
    y.phase_code,
    y.poa_year,
    l.line_code,
    l.action_code,
    l.line_name,
    l.line_type,
    l.department_code,
    l.organisation_code
from years as y
inner join dim_plan as p on y.phase_code = p.phase_code and y.poa_year >= p.poa_year
inner join stg_operating_plan_lines as l on p.submission_id = l.submission_id
qualify row_number() over (
    partition by y.phase_code, y.poa_year, l.line_code
    order by p.poa_year desc, p.known_from desc
) = 1
