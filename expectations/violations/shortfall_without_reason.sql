-- One row is an achievement below the dated share of what its period had programmed, without a reason.
with limits as (
    select cast(max_by(value_pct, valid_from) as decimal(9, 4)) as least_pct
    from ref_thresholds
    where name = 'green'
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'shortfall_reason' as column_name,
    cast(n.quantity as varchar) as found,
    cast(t.target as varchar) as expected,
    cast(t.target - n.quantity as decimal(24, 4)) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as n
inner join dim_goal as g on n.goal_id = g.goal_id
inner join fct_target as t
    on g.phase_code = t.phase_code and n.goal_id = t.goal_id and n.period = t.period
cross join limits as l
where
    g.mode in ('Cantidad del periodo', 'Valor al cierre')
    and g.direction <> 'descending'
    and n.quantity * 100 < t.target * l.least_pct
    and n.shortfall_reason is null
