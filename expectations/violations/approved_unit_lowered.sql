-- One row is a unit resent with fewer hectares, or at an earlier step, than approved for its goal and period.
-- Renewed by goal_id, period: rows of one goal and period are compared, or none.
with compared as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        c.column_name,
        c.said,
        c.approved,
        c.amount,
        c.approved_amount
    from now_physical_detail as n
    inner join fct_unit as u
        on
            n.goal_id = u.goal_id
            and n.period = u.period
            and n.unit_kind = u.unit_kind
            and n.unit_number = u.unit_number
            and u.known_from is not null
            and u.known_to is null
    inner join dim_goal as g on n.goal_id = g.goal_id
    left join milestone_in_force as s
        on
            g.phase_code = s.phase_code and n.period = s.cutoff
            and g.indicator_code = s.indicator_code and n.milestone = s.milestone
    left join milestone_in_force as w
        on
            g.phase_code = w.phase_code and u.period = w.cutoff
            and g.indicator_code = w.indicator_code and u.milestone = w.milestone
    cross join
        lateral (
            values
            ('hectares', cast(n.hectares as varchar), cast(u.hectares as varchar), n.hectares, u.hectares),
            ('milestone', n.milestone, u.milestone, s.weight_pct, w.weight_pct)
        ) as c (column_name, said, approved, amount, approved_amount)
    anti join reopened_value as r
        on
            u.submission_id = r.submission_id and u.sheet = r.sheet and u.row_number = r.row_number
            and c.column_name = r.column_name and r.is_open
    where not n.is_approved
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    said as found,
    approved as expected,
    cast(
        if(column_name = 'hectares', approved_amount - coalesce(amount, 0), null) as decimal(24, 4)
    ) as stake_amount,
    if(column_name = 'hectares', 'ha', null) as stake_unit
from compared
where coalesce(amount < approved_amount, approved_amount is not null)
