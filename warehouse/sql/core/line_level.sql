-- One row is a line in a POA year and one of the levels its money counts in: itself, or what it is part of.
select
    phase_code,
    poa_year,
    line_code,
    unnest(['line', 'action', 'region', 'partner', 'programme']) as level,
    unnest([line_code, action_code, department_code, organisation_code, 'programme']) as code
from line_held
