-- One row is what counts for one goal and period on one basis: the latest approved row, or the latest live row.
-- Renewed by goal_id, period: the latest row of a goal and period is sought among its own.
select
    'conforme' as basis,
    f.goal_id,
    f.period,
    f.quantity,
    f.numerator,
    f.denominator,
    f.women,
    f.men,
    f.sex_unknown,
    f.indigenous,
    f.youth,
    f.situation,
    f.fact_id
from fct_physical as f
where f.known_from is not null and f.known_to is null
union all
select
    'reportado' as basis,
    f.goal_id,
    f.period,
    f.quantity,
    f.numerator,
    f.denominator,
    f.women,
    f.men,
    f.sex_unknown,
    f.indigenous,
    f.youth,
    f.situation,
    f.fact_id
from fct_physical as f
qualify row_number() over (partition by f.goal_id, f.period order by f.received_sequence desc, f.row_number desc) = 1
