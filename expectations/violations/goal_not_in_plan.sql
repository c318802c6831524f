-- One row is about a goal that is not the organisation’s, or the unit’s, in the plan of its year or in force.
with named as (
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        period,
        quantity as amount
    from now_physical_progress
    union all
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        period,
        hectares as amount
    from now_physical_detail
    union all
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        corrected_period as period,
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
anti join plan_goal as g
    on
        p.goal_id = g.goal_id
        and (g.is_in_force or left(p.period, 4) = g.poa_year)
        and split_part(p.reporter_code, '/', 1) = g.organisation_code
        -- a unit reports what the plan gives to it; the organisation as a whole, what it gives to any of its units
        and (p.reporter_code not like '%/%' or p.reporter_code = g.unit_code)
