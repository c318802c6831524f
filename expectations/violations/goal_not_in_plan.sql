-- One row is about a goal that is not the organisation's, or the unit's, in the plan in force.
with named as (
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        quantity as amount
    from now_physical_progress
    union all
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        hectares as amount
    from now_physical_detail
    union all
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        corrected_value as amount
    from now_physical_correction
)

select
    p.submission_id,
    p.sheet,
    p.row_number,
    'goal_id' as column_name,
    p.goal_id as found,
    p.reporter_code as expected,
    cast(p.amount as decimal(24, 4)) as stake_amount,
    i.unit as stake_unit
from named as p
left join ref_indicator as i on split_part(p.goal_id, '/', 2) = i.indicator_code
anti join dim_goal as g
    on
        p.goal_id = g.goal_id
        and split_part(p.reporter_code, '/', 1) = g.organisation_code
        -- a unit reports what the plan gives to it; the organisation as a whole, what it gives to any of its units
        and (p.reporter_code not like '%/%' or p.reporter_code = g.unit_code)
