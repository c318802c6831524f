-- One row is about a goal that is not the organisation’s, or the unit’s, in the plan of its year.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with named as (
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        reporter_code,
        period,
        quantity as amount
    from quantity_told
    -- a withdrawal only takes away
    where column_name = 'quantity' or quantity is not null
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
),

-- Who may report a goal. As plain equalities: with an `or` in it, the join compares every row with every goal.
reporters as (
    -- the organisation as a whole, what the plan gives to any of its units
    select
        goal_id,
        phase_code,
        poa_year,
        is_in_force,
        organisation_code as reporter_code
    from plan_goal
    union
    -- a unit, what the plan gives to it
    select
        goal_id,
        phase_code,
        poa_year,
        is_in_force,
        unit_code as reporter_code
    from plan_goal
    where unit_code like organisation_code || '/%'
),

-- In which years they may: those the plan was made for, and for years no plan was made for those in force.
held as (
    select
        goal_id,
        reporter_code,
        poa_year as of_year
    from reporters
    union
    select
        r.goal_id,
        r.reporter_code,
        y.of_year
    from reporters as r
    cross join (select distinct left(period, 4) as of_year from named) as y
    anti join plan_cutoff as p on r.phase_code = p.phase_code and y.of_year = p.poa_year
    where r.is_in_force
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
anti join held as h
    on p.goal_id = h.goal_id and p.reporter_code = h.reporter_code and left(p.period, 4) = h.of_year
