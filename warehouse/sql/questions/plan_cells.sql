-- One row per cell of the plan that enters a goal's ratios or its line's share: targets, weight and budget.
with goal as (
    select
        g.plan_submission_id as submission_id,
        g.phase_code,
        g.line_code,
        g.sheet,
        g.row_number,
        g.organisation_code
    from plan_goal as g
    where g.goal_id = $goal and g.phase_code = $phase and g.poa_year = left($cutoff, 4)
),

places as (
    select
        1 as position,
        submission_id,
        sheet,
        row_number,
        organisation_code
    from goal
    union all
    select
        2 as position,
        l.plan_submission_id as submission_id,
        l.sheet,
        l.row_number,
        g.organisation_code
    from goal as g
    inner join plan_line as l on g.submission_id = l.plan_submission_id and g.line_code = l.line_code
    union all
    select
        3 as position,
        b.submission_id,
        b.sheet,
        b.row_number,
        g.organisation_code
    from goal as g
    inner join stg_operating_plan_budget as b on g.submission_id = b.submission_id and g.line_code = b.line_code
    inner join dim_plan as n on b.submission_id = n.submission_id and b.currency_code = n.currency_code
)

select
    f.fact_id,
    f.sheet,
    concat(c.letter, f.row_number) as cell,
    c.header,
    f.value,
    f.unit
from places as p
inner join plan_figure as f
    on p.submission_id = f.submission_id and p.sheet = f.sheet and p.row_number = f.row_number
inner join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where $scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], p.organisation_code)
order by p.position, f.row_number, length(c.letter), c.letter
