-- One row is a goal at a cut-off: its targets of the year and of the period, and what was programmed up to then.
with cells as (
    select
        g.phase_code,
        g.goal_id,
        g.mode,
        c.cutoff,
        c.poa_year,
        t.period,
        t.target,
        t.period > reporting_before(g.frequency, c.poa_year, c.quarter) and t.period <= c.cutoff as is_since_report,
        t.period like '____' and t.period < c.poa_year as is_earlier_year,
        t.period like '____-T_' and t.period <= c.cutoff as is_quarter
    from plan_goal as g
    inner join plan_cutoff as c on g.phase_code = c.phase_code and g.poa_year = c.poa_year
    left join fct_target as t on g.phase_code = t.phase_code and g.poa_year = t.poa_year and g.goal_id = t.goal_id
)

select
    phase_code,
    goal_id,
    cutoff,
    max(target) filter (where period = poa_year) as year_target,
    max(target) filter (where period = cutoff) as period_target,
    case
        when is_level(mode) then max_by(target, period) filter (where is_earlier_year or is_quarter)
        else sum(target) filter (where is_earlier_year or is_quarter)
    end as programmed,
    sum(target) filter (where is_quarter and is_since_report) as due_target,
    coalesce(bool_or(is_earlier_year and target > 0), false) as has_earlier_years
from cells
group by phase_code, goal_id, mode, cutoff, poa_year
