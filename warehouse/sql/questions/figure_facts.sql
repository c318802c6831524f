-- One row is an approved cell in force that enters one figure of one goal at a cut-off: a quantity, a side or a step.
with goal as (
    select g.*
    from plan_goal as g
    inner join plan_cutoff as c on g.phase_code = c.phase_code and g.poa_year = c.poa_year and c.cutoff = $cutoff
    where
        g.goal_id = $goal
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], g.organisation_code)
        )
),

quantities as (
    select
        f.fact_id,
        f.period,
        f.quantity
    from fct_physical as f
    inner join goal as g on f.goal_id = g.goal_id
    where
        g.mode in ('Cantidad del periodo', 'Valor al cierre')
        and f.period <= $cutoff
        and f.quantity is not null
        and f.known_from is not null
        and f.known_to is null
        and (
            g.mode = 'Valor al cierre'
            or $figure not in ('year_progress', 'cumulative_year')
            or left(f.period, 4) = left($cutoff, 4)
        )
    qualify g.mode <> 'Valor al cierre' or f.period = max(f.period) over (partition by f.goal_id)
),

ratios as (
    select f.*
    from fct_physical as f
    inner join goal as g on f.goal_id = g.goal_id
    where
        g.mode = 'Numerador/denominador'
        and f.period <= $cutoff
        and f.denominator is not null
        and f.known_from is not null
        and f.known_to is null
    qualify f.period = max(f.period) over (partition by f.goal_id)
),

steps as (
    select
        n.milestone_id as fact_id,
        n.period,
        cast(m.weight_pct as decimal(24, 4)) as quantity
    from goal as g
    inner join goal_unit_step as u
        on g.phase_code = u.phase_code and g.goal_id = u.goal_id and u.cutoff = $cutoff and u.basis = 'conforme'
    inner join unit_named as n
        on
            u.goal_id = n.goal_id
            and u.basis = n.basis
            and u.unit_kind = n.unit_kind
            and u.unit_code = n.unit_code
            and n.period <= $cutoff
    inner join milestone_in_force as m
        on
            u.phase_code = m.phase_code
            and u.cutoff = m.cutoff
            and n.indicator_code = m.indicator_code
            and n.milestone = m.milestone
    where
        ($figure not in ('cumulative_phase', 'cumulative_year') or m.weight_pct = 100)
        -- what a unit did not move in the year is on neither side of its ratio
        and ($figure not in ('year_progress', 'cumulative_year') or u.weight_pct > u.weight_before_year)
        and (
            m.weight_pct = u.weight_pct
            or (
                $figure = 'year_progress'
                and m.weight_pct = u.weight_before_year
                and left(n.period, 4) < left($cutoff, 4)
            )
        )
    qualify row_number() over (partition by n.unit_kind, n.unit_code, m.weight_pct order by n.period, n.row_number) = 1
)

select *
from quantities
union all
select
    fact_id(submission_id, sheet, row_number, 'numerator') as fact_id,
    period,
    numerator as quantity
from ratios
where numerator is not null
union all
select
    fact_id(submission_id, sheet, row_number, 'denominator') as fact_id,
    period,
    denominator as quantity
from ratios
union all
select *
from steps
order by period, fact_id
