-- One row is a line and the currency of the latest approved plan that has it.
select
    l.line_code,
    max_by(p.currency_code, p.known_from) as currency_code
from plan_line as l
inner join dim_plan as p on l.phase_code = p.phase_code and l.plan_version = p.plan_version
group by l.line_code
