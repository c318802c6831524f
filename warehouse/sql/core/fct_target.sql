-- One row is a target of a goal in the plan that holds a POA year: of the phase, a year, or a quarter of that year.
select
    goal_id,
    phase_code,
    poa_year,
    is_in_force,
    period,
    target,
    column_name
from target_version
where holds_year
