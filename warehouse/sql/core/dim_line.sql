-- One row is a line of the plan in force, with its budget of the phase already summed.
select * exclude (poa_year, is_in_force)
from plan_line
where is_in_force
