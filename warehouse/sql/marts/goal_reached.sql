-- One row is a goal at a cut-off on a basis: what it had reached by then, null while nothing was reported.
with seen as (
    select
        g.phase_code,
        g.goal_id,
        g.mode,
        c.cutoff,
        c.poa_year,
        b.basis,
        o.period,
        o.quantity
    from dim_goal as g
    inner join plan_cutoff as c on g.phase_code = c.phase_code
    cross join (values ('conforme'), ('reportado')) as b (basis)
    left join physical_observed as o on g.goal_id = o.goal_id and b.basis = o.basis and o.period <= c.cutoff
)

select
    phase_code,
    goal_id,
    cutoff,
    basis,
    case
        when mode = 'Valor al cierre' then max_by(quantity, period)
        else sum(quantity)
    end as reached_phase,
    case
        when mode = 'Valor al cierre' then max_by(quantity, period)
        else sum(quantity) filter (where left(period, 4) = poa_year)
    end as reached_year,
    max(quantity) filter (where period = cutoff) as reached_period,
    coalesce(bool_or(period = cutoff and quantity is not null), false) as is_reported
from seen
group by phase_code, goal_id, mode, cutoff, basis
