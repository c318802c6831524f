-- One row is a goal an organisation or unit reports in one period, as its template shows it.
with plan as (
    -- the plan that holds the year of the period; the one in force, where no plan does
    select
        phase_code,
        max_by(poa_year, poa_year = left($period, 4)) as poa_year
    from dim_plan
    where (holds_year and poa_year = left($period, 4)) or is_in_force
    group by phase_code
),

targets as (
    select
        goal_id,
        phase_code,
        poa_year,
        max(target) filter (where period = 'phase') as phase_target,
        max(target) filter (where period = split_part($period, '-', 1)) as year_target,
        max(target) filter (where period = $period) as period_target
    from fct_target
    group by goal_id, phase_code, poa_year
),

approved as (
    select
        goal_id,
        period,
        quantity,
        numerator,
        denominator
    from fct_physical
    where known_from is not null and known_to is null and period < $period
),

so_far as (
    select
        goal_id,
        sum(quantity) as total,
        sum(quantity) filter (where left(period, 4) = left($period, 4)) as year_total,
        max_by(quantity, period) as latest,
        max_by(numerator, period) filter (where denominator is not null) as numerator,
        max_by(denominator, period) as denominator
    from approved
    group by goal_id
),

last_steps as (
    select
        indicator_code,
        milestone
    from ref_milestone
    where valid_from <= cast(quarter_end($period) as varchar)
    group by indicator_code, milestone
    having max_by(cast(weight_pct as decimal(5, 2)), valid_from) = 100
),

-- A unit is finished in the first period whose report says its last step, by the weights of the period to report.
finished_units as (
    select
        u.goal_id,
        u.unit_kind,
        u.unit_code,
        min(u.period) as period
    from unit_named as u
    inner join last_steps as m on u.indicator_code = m.indicator_code and u.milestone = m.milestone
    where u.basis = 'conforme' and u.period < $period
    group by u.goal_id, u.unit_kind, u.unit_code
),

finished as (
    select
        goal_id,
        count(*) as units,
        count(*) filter (where left(period, 4) = left($period, 4)) as year_units
    from finished_units
    group by goal_id
)

select
    g.goal_id,
    g.line_code,
    a.name_es as action_name,
    l.line_name,
    l.unit_code,
    i.name_es as indicator_name,
    i.unit as unit_of_measure,
    i.mode,
    t.phase_target,
    t.year_target,
    t.period_target,
    cast(
        case i.mode
            when 'Valor al cierre' then s.latest
            when 'Numerador/denominador' then ratio_value(i.unit, s.numerator, s.denominator)
            when 'Por hitos' then n.units
            else s.total
        end as decimal(38, 4)
    ) as last_value,
    g.verification,
    -- What the sheet calculates with and does not show.
    cast(if(i.mode = 'Por hitos', n.year_units, s.year_total) as decimal(38, 4)) as year_before,
    g.baseline,
    g.includes_baseline,
    g.direction
from plan_goal as g
inner join plan as p on g.phase_code = p.phase_code and g.poa_year = p.poa_year
inner join plan_line as l on g.phase_code = l.phase_code and g.poa_year = l.poa_year and g.line_code = l.line_code
inner join ref_strategic_action as a on g.action_code = a.action_code
inner join ref_indicator as i on g.indicator_code = i.indicator_code
left join targets as t on g.goal_id = t.goal_id and g.phase_code = t.phase_code and g.poa_year = t.poa_year
left join so_far as s on g.goal_id = s.goal_id
left join finished as n on g.goal_id = n.goal_id
where
    g.phase_code in (
        select f.phase_code
        from phase_term as f
        where $period between quarter_of(f.first_day) and quarter_of(f.last_day)
    )
    and (g.organisation_code = $organisation or l.unit_code = $organisation)
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
order by g.goal_id
