-- One row is a goal at a cut-off on a basis: what it had reached by then, null while nothing was reported.
-- Renewed by goal_id: a goal reached what its own reports say.
with seen as (
    select
        g.phase_code,
        g.goal_id,
        g.mode,
        g.unit,
        c.cutoff,
        c.poa_year,
        b.basis,
        o.period,
        o.quantity,
        o.numerator,
        o.denominator,
        o.women,
        o.men,
        o.sex_unknown,
        o.indigenous,
        o.youth
    from plan_goal as g
    inner join plan_cutoff as c on g.phase_code = c.phase_code and g.poa_year = c.poa_year
    cross join (values ('conforme'), ('reportado')) as b (basis)
    left join physical_observed as o on g.goal_id = o.goal_id and b.basis = o.basis and o.period <= c.cutoff
),

said as (
    select
        phase_code,
        goal_id,
        mode,
        unit,
        cutoff,
        basis,
        max_by(quantity, period) as latest,
        sum(quantity) as total,
        sum(quantity) filter (where left(period, 4) = poa_year) as year_total,
        max(quantity) filter (where period = cutoff) as reached_period,
        max_by(numerator, period) filter (where denominator is not null) as numerator,
        max_by(denominator, period) as denominator,
        -- Of a level, whose it is at the last period that told it, as that period says; else of everything done.
        max_by(struct_pack(women, men, sex_unknown, indigenous, youth), period)
        filter (where if(mode = 'Numerador/denominador', denominator, quantity) is not null) as latest_people,
        sum(women) as women,
        sum(men) as men,
        sum(sex_unknown) as sex_unknown,
        sum(indigenous) as indigenous,
        sum(youth) as youth,
        coalesce(
            bool_or(
                period = cutoff and if(mode = 'Numerador/denominador', denominator, quantity) is not null
            ),
            false
        ) as is_reported
    from seen
    group by phase_code, goal_id, mode, unit, cutoff, basis
),

stepped as (
    select
        phase_code,
        goal_id,
        cutoff,
        basis,
        cast(sum(weight_pct) * cast(0.01 as decimal(3, 2)) as decimal(28, 4)) as reached_phase,
        cast(sum(weight_pct - weight_before_year) * cast(0.01 as decimal(3, 2)) as decimal(28, 4)) as reached_year,
        cast(sum(weight_pct - weight_before_period) * cast(0.01 as decimal(3, 2)) as decimal(28, 4)) as reached_period,
        count(*) filter (where weight_pct = 100) as finished_phase,
        count(*) filter (where weight_pct = 100 and weight_before_year < 100) as finished_year,
        bool_or(is_reported) as is_reported
    from goal_unit_step
    group by phase_code, goal_id, cutoff, basis
)

select
    s.phase_code,
    s.goal_id,
    s.cutoff,
    s.basis,
    -- What enters the ratios: of a goal by milestones, units counted by the step they are at.
    cast(
        case s.mode
            when 'Valor al cierre' then s.latest
            when 'Numerador/denominador' then ratio_value(s.unit, s.numerator, s.denominator)
            when 'Por hitos' then u.reached_phase
            else s.total
        end as decimal(38, 4)
    ) as reached_phase,
    cast(
        case s.mode
            when 'Valor al cierre' then s.latest
            when 'Numerador/denominador' then ratio_value(s.unit, s.numerator, s.denominator)
            when 'Por hitos' then u.reached_year
            else s.year_total
        end as decimal(38, 4)
    ) as reached_year,
    cast(if(s.mode = 'Por hitos', u.reached_period, s.reached_period) as decimal(38, 4)) as reached_period,
    -- What is a result: of a goal by milestones, finished units.
    cast(if(s.mode = 'Por hitos', u.finished_phase, null) as bigint) as finished_phase,
    cast(if(s.mode = 'Por hitos', u.finished_year, null) as bigint) as finished_year,
    if(s.mode = 'Numerador/denominador', s.numerator, null) as numerator,
    if(s.mode = 'Numerador/denominador', s.denominator, null) as denominator,
    cast(if(is_level(s.mode), s.latest_people.women, s.women) as decimal(28, 4)) as women,
    cast(if(is_level(s.mode), s.latest_people.men, s.men) as decimal(28, 4)) as men,
    cast(if(is_level(s.mode), s.latest_people.sex_unknown, s.sex_unknown) as decimal(28, 4)) as sex_unknown,
    cast(if(is_level(s.mode), s.latest_people.indigenous, s.indigenous) as decimal(28, 4)) as indigenous,
    cast(if(is_level(s.mode), s.latest_people.youth, s.youth) as decimal(28, 4)) as youth,
    s.is_reported or coalesce(u.is_reported, false) as is_reported
from said as s
left join stepped as u
    on s.phase_code = u.phase_code and s.goal_id = u.goal_id and s.cutoff = u.cutoff and s.basis = u.basis
