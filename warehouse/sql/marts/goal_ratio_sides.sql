-- One row is one of the three ratios of a goal not retired, at a cut-off on a basis, with both sides of the division.
-- Renewed by goal_id: a goal is measured by its own targets and reports.
with amounts as (
    select
        g.phase_code,
        g.goal_id,
        g.line_code,
        g.is_principal,
        g.adds_sites,
        g.mode,
        g.unit,
        g.direction,
        g.baseline,
        g.includes_baseline,
        g.phase_target,
        r.cutoff,
        r.basis,
        r.reached_phase,
        r.reached_year,
        r.numerator,
        r.denominator,
        t.year_target,
        t.programmed,
        -- the baseline of a sum was there before its first year: no later year's target holds it
        g.includes_baseline and (is_level(g.mode) or not t.has_earlier_years) as year_includes_baseline
    from plan_goal as g
    inner join goal_reached as r
        on g.phase_code = r.phase_code and g.poa_year = left(r.cutoff, 4) and g.goal_id = r.goal_id
    inner join goal_programmed as t on r.phase_code = t.phase_code and r.goal_id = t.goal_id and r.cutoff = t.cutoff
    where not is_retired(g.mode, g.direction, g.phase_target) and g.line_state is distinct from 'Retirada'
),

figures as (
    select
        a.* exclude (includes_baseline),
        f.figure,
        case
            when a.mode = 'Numerador/denominador' then a.numerator * ratio_factor(a.unit)
            when f.figure = 'year' then a.reached_year
            else a.reached_phase
        end as amount,
        case f.figure when 'phase' then a.phase_target when 'year' then a.year_target else a.programmed end as target,
        case f.figure when 'year' then a.year_includes_baseline else a.includes_baseline end as includes_baseline
    from amounts as a
    cross join (values ('phase'), ('year'), ('compliance')) as f (figure)
),

-- Of a ratio both sides are times its denominator, so that places add up as Σ numerators ÷ Σ denominators.
weighed as (
    select
        * exclude (amount, baseline, target),
        if(denominator is null, amount, in_denominators(amount, 1)) as amount,
        in_denominators(baseline, denominator) as baseline,
        -- a ratio that cannot be known is not one of nothing
        if(
            denominator is null or in_denominators(amount, 1) is not null,
            in_denominators(target, denominator),
            null
        ) as target
    from figures
),

sides as (
    select
        *,
        goal_part(mode, direction, baseline, includes_baseline, amount, target) as part,
        goal_whole(mode, direction, baseline, includes_baseline, amount, target) as whole,
        goal_holds(mode, direction, baseline, includes_baseline, target) as holds
    from weighed
)

select
    phase_code,
    goal_id,
    line_code,
    is_principal,
    adds_sites,
    mode,
    denominator,
    cutoff,
    basis,
    figure,
    part,
    whole,
    holds,
    part_ratio(part, whole, holds) as ratio
from sides
