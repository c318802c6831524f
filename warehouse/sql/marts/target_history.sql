-- One row is a target cell (goal × period): original, previous and new, with reason and level.
with versions as (
    select
        phase_code,
        goal_id,
        line_code,
        indicator_code,
        period,
        min_by(target, version_order) as original,
        min_by(plan_version, version_order) as original_version,
        max_by(target, version_order) filter (where not is_in_force) as previous,
        max_by(plan_version, version_order) filter (where not is_in_force) as previous_version,
        max(target) filter (where is_in_force) as new_target,
        max(plan_version) filter (where is_in_force) as new_version,
        max(submission_id) filter (where is_in_force) as submission_id,
        max(fact_id) filter (where is_in_force) as fact_id
    from target_version
    group by phase_code, goal_id, line_code, indicator_code, period
),

-- The last version that changed the cell says why.
changed as (
    select
        *,
        lag(target) over (partition by phase_code, goal_id, period order by version_order) as before
    from target_version
),

explained as (
    select
        c.phase_code,
        c.goal_id,
        c.period,
        max_by(r.reason, (c.version_order, r.item is not null, r.changed_period is not null)) as reason,
        max_by(r.change_level, (c.version_order, r.item is not null, r.changed_period is not null)) as change_level,
        max_by(r.document, (c.version_order, r.item is not null, r.changed_period is not null)) as document
    from changed as c
    inner join stg_operating_plan_reprogramming as r
        on
            c.submission_id = r.submission_id
            and c.line_code = r.line_code
            and r.change_kind = 'Meta'
            and coalesce(r.item, c.indicator_code) = c.indicator_code
            and coalesce(if(r.changed_period = 'Fase', 'phase', r.changed_period), c.period) = c.period
    where c.before is distinct from c.target and c.version_order > 1
    group by c.phase_code, c.goal_id, c.period
)

select
    v.phase_code,
    v.goal_id,
    v.line_code,
    v.indicator_code,
    v.period,
    v.original_version,
    v.original,
    v.previous_version,
    v.previous,
    v.new_version,
    v.new_target,
    v.new_version is not null
    and (v.original is distinct from v.new_target or coalesce(v.previous, v.new_target) is distinct from v.new_target)
        as is_changed,
    e.reason,
    e.change_level,
    e.document,
    v.fact_id
from versions as v
left join explained as e on v.phase_code = e.phase_code and v.goal_id = e.goal_id and v.period = e.period
