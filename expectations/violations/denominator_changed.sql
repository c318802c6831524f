-- One row is a denominator more than a dated share away from the last approved one of an earlier period, unexplained.
-- Renewed by goal_id: rows of one goal are compared, or none.
with earlier as (
    select
        n.submission_id,
        n.row_number,
        max_by(f.denominator, f.period) as latest
    from now_physical_progress as n
    inner join fct_physical as f on n.goal_id = f.goal_id and f.period < n.period
    where f.known_from is not null and f.known_to is null and f.denominator is not null
    group by n.submission_id, n.row_number
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'denominator' as column_name,
    cast(n.denominator as varchar) as found,
    cast(e.latest as varchar) as expected,
    -- by how much the value is another with this denominator than with the one before
    cast(
        abs(ratio_value(g.unit, n.numerator, n.denominator) - ratio_value(g.unit, n.numerator, e.latest))
        as decimal(24, 4)
    ) as stake_amount,
    g.unit as stake_unit
from now_physical_progress as n
left join dim_goal as g on n.goal_id = g.goal_id
inner join earlier as e on n.submission_id = e.submission_id and n.row_number = e.row_number
where
    n.comment is null
    and abs(n.denominator - e.latest) * 100 > e.latest * (
        select cast(max_by(t.value_pct, t.valid_from) as decimal(9, 4))
        from ref_thresholds as t
        where t.name = 'denominator' and t.valid_from <= cast(quarter_end(n.period) as varchar)
    )
