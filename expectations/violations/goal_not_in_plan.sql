-- One row is a reported goal that is not the organisation's, or the unit's, in the plan in force.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    'goal_id' as column_name,
    p.goal_id as found,
    p.reporter_code as expected,
    cast(p.quantity as decimal(24, 4)) as stake_amount,
    p.unit_of_measure as stake_unit
from now_physical_progress as p
anti join dim_goal as g
    on
        p.goal_id = g.goal_id
        and split_part(p.reporter_code, '/', 1) = g.organisation_code
        -- a unit reports what the plan gives to it; the organisation as a whole, what it gives to any of its units
        and (p.reporter_code not like '%/%' or p.reporter_code = g.unit_code)
