-- One row is a line with a physical goal at a cut-off on a basis: its principal indicator over its places.
with places as (
    select
        p.*,
        g.mode,
        g.direction,
        g.includes_baseline,
        g.baseline,
        g.adds_sites
    from goal_progress as p
    inner join dim_goal as g on p.goal_id = g.goal_id and p.phase_code = g.phase_code
    where p.is_principal
),

summed as (
    select
        phase_code,
        plan_version,
        line_code,
        cutoff,
        basis,
        count(*) as goals,
        any_value(adds_sites) as adds_sites,
        any_value(mode) as mode,
        any_value(direction) as direction,
        any_value(includes_baseline) as includes_baseline,
        sum(baseline) as baseline,
        sum(
            coalesce(
                cumulative_phase,
                case when direction <> 'maintain' and baseline is distinct from phase_target then baseline end,
                0
            )
        ) as reached,
        sum(
            coalesce(
                cumulative_year,
                case when direction <> 'maintain' and baseline is distinct from phase_target then baseline end,
                0
            )
        ) as reached_year,
        sum(phase_target) as phase_target,
        sum(year_target) as year_target,
        sum(programmed) as programmed,
        any_value(phase_progress) as only_phase,
        any_value(year_progress) as only_year,
        any_value(compliance) as only_compliance,
        bool_or(is_due) as is_due,
        bool_or(is_reported) as is_reported,
        coalesce(bool_or(programmed > 0), false) as has_programmed
    from places
    group by phase_code, plan_version, line_code, cutoff, basis
)

select
    s.phase_code,
    s.plan_version,
    s.line_code,
    l.action_code,
    l.department_code,
    l.organisation_code,
    s.cutoff,
    s.basis,
    case
        when s.goals = 1 then s.only_phase
        when s.adds_sites = 'sum'
            then goal_ratio(s.mode, s.direction, s.baseline, s.includes_baseline, s.reached, s.phase_target)
    end as phase_progress,
    case
        when s.goals = 1 then s.only_year
        when s.adds_sites = 'sum'
            then goal_ratio(s.mode, s.direction, s.baseline, s.includes_baseline, s.reached_year, s.year_target)
    end as year_progress,
    case
        when s.goals = 1 then s.only_compliance
        when s.adds_sites = 'sum'
            then goal_ratio(s.mode, s.direction, s.baseline, s.includes_baseline, s.reached, s.programmed)
    end as compliance,
    l.weight,
    l.phase_budget,
    s.is_due,
    s.is_reported,
    s.has_programmed
from summed as s
inner join dim_line as l on s.phase_code = l.phase_code and s.line_code = l.line_code
