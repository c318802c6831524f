-- One row is an action, region, partner or programme at a cut-off on a basis: weighted means of its lines' progress.
with weighing as (
    select
        *,
        count(*) over action_lines = count(weight) over action_lines as is_weighted
    from line_progress
    window action_lines as (partition by phase_code, action_code, cutoff, basis)
),

levels as (
    select
        *,
        'action' as level,
        action_code as code,
        cast(case when is_weighted then weight else phase_budget end as decimal(24, 4)) as share
    from weighing
    union all
    select
        *,
        'region' as level,
        department_code as code,
        phase_budget as share
    from weighing
    union all
    select
        *,
        'partner' as level,
        organisation_code as code,
        phase_budget as share
    from weighing
    union all
    select
        *,
        'programme' as level,
        'programme' as code,
        phase_budget as share
    from weighing
),

summed as (
    select
        phase_code,
        plan_version,
        level,
        code,
        cutoff,
        basis,
        count(*) as lines,
        count(phase_progress) as lines_counted,
        sum(weighted9(share, phase_progress)) as phase_part,
        sum(ten_thousandths(share)) filter (where phase_progress is not null) as phase_share,
        sum(weighted9(share, year_progress)) as year_part,
        sum(ten_thousandths(share)) filter (where year_progress is not null) as year_share,
        sum(weighted9(share, compliance)) as compliance_part,
        sum(ten_thousandths(share)) filter (where compliance is not null) as compliance_share,
        sum(weighted9(share, compliance)) filter (where is_reported) as reporting_part,
        sum(ten_thousandths(share)) filter (where is_reported and compliance is not null) as reporting_share,
        sum(ten_thousandths(share)) filter (where is_due and is_reported) as reported_share,
        sum(ten_thousandths(share)) filter (where is_due) as due_share
    from levels
    group by phase_code, plan_version, level, code, cutoff, basis
),

ratios as (
    select
        *,
        billionths(half_away(compliance_part, compliance_share)) as compliance
    from summed
)

select
    r.phase_code,
    r.plan_version,
    r.level,
    r.code,
    r.cutoff,
    r.basis,
    billionths(half_away(r.phase_part, r.phase_share)) as phase_progress,
    billionths(half_away(r.year_part, r.year_share)) as year_progress,
    r.compliance,
    light(r.compliance, t.green, t.amber) as light,
    billionths(half_away(coalesce(r.reported_share, 0) * 1000000000, r.due_share)) as coverage,
    billionths(half_away(r.reporting_part, r.reporting_share)) as reporting_mean,
    r.lines,
    r.lines_counted
from ratios as r
left join threshold_in_force as t on r.phase_code = t.phase_code and r.cutoff = t.cutoff
