-- One row is a goal of the plan in force: a line, an indicator and, where the goal has its own, a place.
select * exclude (poa_year, is_in_force, line_state, start_date, end_date)
from plan_goal
where is_in_force
