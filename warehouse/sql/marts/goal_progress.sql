-- One row is a goal at a cut-off on a basis: what it reached, what it should have, and its three ratios.
-- Renewed by goal_id: a goal is measured by its own targets and reports.
with ratios as (
    select
        phase_code,
        goal_id,
        cutoff,
        basis,
        max(ratio) filter (where figure = 'phase') as phase_progress,
        max(ratio) filter (where figure = 'year') as year_progress,
        max(ratio) filter (where figure = 'compliance') as compliance
    from goal_ratio_sides
    group by phase_code, goal_id, cutoff, basis
),

measured as (
    select
        g.*,
        r.* exclude (phase_code, goal_id),
        t.* exclude (phase_code, goal_id, cutoff),
        s.phase_progress,
        s.year_progress,
        s.compliance,
        s.goal_id is null as is_retired,
        coalesce(g.line_state, '') in ('Suspendida', 'Culminada') as is_at_rest,
        g.start_date <= c.final_day and g.end_date >= c.first_day as is_running,
        g.frequency = 'Trimestral'
        or c.quarter = 4
        or (g.frequency = 'Semestral' and c.quarter = 2) as is_turn
    from plan_goal as g
    inner join goal_reached as r
        on g.phase_code = r.phase_code and g.poa_year = left(r.cutoff, 4) and g.goal_id = r.goal_id
    inner join plan_cutoff as c on r.phase_code = c.phase_code and r.cutoff = c.cutoff
    inner join goal_programmed as t on r.phase_code = t.phase_code and r.goal_id = t.goal_id and r.cutoff = t.cutoff
    left join ratios as s
        on r.phase_code = s.phase_code and r.goal_id = s.goal_id and r.cutoff = s.cutoff and r.basis = s.basis
),

owed as (
    select
        *,
        coalesce(is_running and is_turn, false)
        and not is_at_rest
        and not is_retired
        and coalesce(
            case
                when not is_level(mode) then due_target > 0
                else programmed > 0 or (direction = 'descending' and programmed = 0)
            end,
            false
        ) as is_due
    from measured
)

select
    phase_code,
    plan_version,
    goal_id,
    line_code,
    indicator_code,
    is_principal,
    action_code,
    department_code,
    organisation_code,
    cutoff,
    basis,
    cast(
        case
            when mode = 'Por hitos' then coalesce(finished_phase, 0)
            when is_level(mode) then reached_phase
            else coalesce(reached_phase, 0)
        end as decimal(28, 4)
    ) as cumulative_phase,
    cast(
        case
            when mode = 'Por hitos' then coalesce(finished_year, 0)
            when is_level(mode) then reached_year
            else coalesce(reached_year, 0)
        end as decimal(28, 4)
    ) as cumulative_year,
    cast(if(mode = 'Por hitos', coalesce(reached_phase, 0), null) as decimal(28, 4)) as step_units,
    numerator,
    denominator,
    women,
    men,
    sex_unknown,
    indigenous,
    youth,
    phase_target,
    year_target,
    cast(programmed as decimal(28, 4)) as programmed,
    phase_progress,
    year_progress,
    compliance,
    is_due,
    is_reported,
    is_level(mode) and is_due and reached_phase is not null and not is_reported as is_stale,
    case
        when is_retired then 'retirada'
        when phase_target is null then 'sin meta'
        when direction = 'descending' and baseline is null then 'sin línea base'
        when denominator = 0 then 'sin denominador'
        when phase_progress < 0 then 'retroceso'
        when not is_level(mode) and period_target = 0 and reached_period > 0 then 'adelanto'
        when not is_level(mode) and coalesce(programmed, 0) = 0 and reached_phase > 0 then 'adelanto'
        else ''
    end as note
from owed
