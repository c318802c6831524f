-- One row is a goal at a cut-off on a basis: what it reached, what it should have, and its three ratios.
with scene as (
    select
        g.*,
        c.cutoff,
        c.quarter,
        c.poa_year,
        c.first_day,
        c.final_day,
        b.basis
    from dim_goal as g
    inner join plan_cutoff as c on g.phase_code = c.phase_code
    cross join (values ('conforme'), ('reportado')) as b (basis)
),

reached as (
    select
        s.goal_id,
        s.cutoff,
        s.basis,
        sum(o.quantity) as total,
        sum(o.quantity) filter (where left(o.period, 4) = s.poa_year) as total_year,
        max_by(o.quantity, o.period) filter (where o.quantity is not null) as latest,
        coalesce(bool_or(o.period = s.cutoff), false) as is_reported
    from scene as s
    left join physical_observed as o on s.goal_id = o.goal_id and s.basis = o.basis and o.period <= s.cutoff
    group by s.goal_id, s.cutoff, s.basis
),

targeted as (
    select
        s.goal_id,
        s.cutoff,
        s.basis,
        max(t.target) filter (where t.period = s.poa_year) as year_target,
        max(t.target) filter (where t.period = s.cutoff) as period_target,
        sum(t.target) filter (
            where (t.period like '____' and t.period < s.poa_year)
            or (t.period like '____-T_' and t.period <= s.cutoff)
        ) as programmed_sum,
        max_by(t.target, t.period) filter (
            where (t.period like '____' and t.period < s.poa_year)
            or (t.period like '____-T_' and t.period <= s.cutoff)
        ) as programmed_latest
    from scene as s
    left join fct_target as t on s.goal_id = t.goal_id and s.phase_code = t.phase_code
    group by s.goal_id, s.cutoff, s.basis
),

measured as (
    select
        s.*,
        l.line_state,
        r.is_reported,
        t.year_target,
        t.period_target,
        case when s.mode = 'Valor al cierre' then r.latest else coalesce(r.total, 0) end as cumulative_phase,
        case when s.mode = 'Valor al cierre' then r.latest else coalesce(r.total_year, 0) end as cumulative_year,
        case when s.mode = 'Valor al cierre' then t.programmed_latest else t.programmed_sum end as programmed,
        r.latest is not null as was_reported,
        l.start_date <= s.final_day and l.end_date >= s.first_day as is_running
    from scene as s
    inner join reached as r on s.goal_id = r.goal_id and s.cutoff = r.cutoff and s.basis = r.basis
    inner join targeted as t on s.goal_id = t.goal_id and s.cutoff = t.cutoff and s.basis = t.basis
    inner join dim_line as l on s.phase_code = l.phase_code and s.line_code = l.line_code
),

judged as (
    select
        *,
        goal_ratio(mode, direction, baseline, includes_baseline, cumulative_phase, phase_target) as raw_phase,
        goal_ratio(mode, direction, baseline, includes_baseline, cumulative_year, year_target) as raw_year,
        goal_ratio(mode, direction, baseline, includes_baseline, cumulative_phase, programmed) as raw_compliance,
        is_running
        and coalesce(programmed, 0) > 0
        and coalesce(line_state, '') not in ('Suspendida', 'Retirada')
        and case frequency when 'Anual' then quarter = 4 when 'Semestral' then quarter in (2, 4) else true end as is_due
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
    cast(cumulative_phase as decimal(24, 4)) as cumulative_phase,
    cast(cumulative_year as decimal(24, 4)) as cumulative_year,
    phase_target,
    year_target,
    cast(programmed as decimal(24, 4)) as programmed,
    case when coalesce(phase_target, 1) <> 0 then raw_phase end as phase_progress,
    case when coalesce(phase_target, 1) <> 0 then raw_year end as year_progress,
    case when coalesce(phase_target, 1) <> 0 then raw_compliance end as compliance,
    is_due and coalesce(phase_target, 1) <> 0 as is_due,
    is_reported,
    mode = 'Valor al cierre' and is_due and was_reported and not is_reported as is_stale,
    case
        when phase_target = 0 then 'retirada'
        when phase_target is null then 'sin meta'
        when direction = 'descending' and mode = 'Valor al cierre' and baseline is null then 'sin línea base'
        when raw_phase < 0 then 'retroceso'
        when mode = 'Cantidad del periodo' and coalesce(programmed, 0) = 0 and cumulative_phase > 0 then 'adelanto'
        else ''
    end as note
from judged
