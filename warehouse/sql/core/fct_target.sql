-- One row is a target cell of a goal of the plan in force: of the phase, of a year, or of a quarter of the POA year.
select
    goal_id,
    phase_code,
    period,
    target,
    column_name
from target_version
where is_in_force
