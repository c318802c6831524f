-- One row is a line, with the phase and the currency of the latest approved plan that has it.
select
    l.line_code,
    max_by(p.phase_code, p.known_from) as phase_code,
    max_by(p.currency_code, p.known_from) as currency_code
from stg_operating_plan_lines as l
inner join dim_plan as p on l.submission_id = p.submission_id
group by l.line_code
