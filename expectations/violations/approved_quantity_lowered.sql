-- One row is a resent quantity, value or ratio below the approved one of its goal and period, or blank, not reopened.
-- Renewed by goal_id, period: rows of one goal and period are compared, or none.
with resent as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.goal_id,
        n.period,
        g.unit,
        g.mode = 'Numerador/denominador' as is_ratio,
        if(is_ratio, concat_ws(' / ', n.numerator, n.denominator), cast(n.quantity as varchar)) as said,
        if(is_ratio, ratio_value(g.unit, n.numerator, n.denominator), n.quantity) as amount,
        -- half a ratio is told by itself
        if(is_ratio, n.numerator is null and n.denominator is null, n.quantity is null) as is_blank
    from now_physical_progress as n
    inner join dim_goal as g on n.goal_id = g.goal_id
    where not n.is_approved
),

compared as (
    select
        n.*,
        if(n.is_ratio, concat_ws(' / ', f.numerator, f.denominator), cast(f.quantity as varchar)) as approved,
        if(n.is_ratio, ratio_value(n.unit, f.numerator, f.denominator), f.quantity) as approved_amount
    from resent as n
    inner join fct_physical as f
        on n.goal_id = f.goal_id and n.period = f.period and f.known_from is not null and f.known_to is null
    anti join reopened_value as r
        on
            f.submission_id = r.submission_id and f.sheet = r.sheet and f.row_number = r.row_number
            and r.column_name in ('quantity', 'numerator', 'denominator', 'corrected_value') and r.is_open
)

select
    submission_id,
    sheet,
    row_number,
    if(is_ratio, 'numerator', 'quantity') as column_name,
    said as found,
    approved as expected,
    cast(approved_amount - coalesce(amount, 0) as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from compared
where approved_amount is not null and (is_blank or amount < approved_amount)
