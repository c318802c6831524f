-- One row is a plan whose POA year is none of its phase.
select
    h.submission_id,
    h.sheet,
    h.row_number,
    'poa_year' as column_name,
    cast(h.poa_year as varchar) as found,
    concat(year(f.first_day), '–', year(f.last_day)) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_operating_plan_head as h
inner join phase_term as f on h.phase_code = f.phase_code
where h.poa_year not between year(f.first_day) and year(f.last_day)
