-- One row is a unit that counts for one goal and period on one basis: its latest approved row, or its latest live row.
select
    'conforme' as basis,
    u.goal_id,
    u.period,
    u.unit_kind,
    u.unit_number,
    u.milestone,
    u.milestone_id
from fct_unit as u
where u.known_from is not null and u.known_to is null
union all
select
    'reportado' as basis,
    u.goal_id,
    u.period,
    u.unit_kind,
    u.unit_number,
    u.milestone,
    u.milestone_id
from fct_unit as u
where
    not exists (
        select 1
        from fct_physical as w
        where
            w.entry = 'anular'
            and w.goal_id = u.goal_id
            and w.period = u.period
            and w.received_sequence > u.received_sequence
    )
qualify
    row_number() over (
        partition by u.goal_id, u.period, u.unit_kind, u.unit_number
        order by u.received_sequence desc, u.row_number desc
    ) = 1
