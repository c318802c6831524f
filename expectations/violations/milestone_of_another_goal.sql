-- One row is a step that is none of its goal's: its indicator has other steps, or none.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with named as (
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        milestone
    from now_physical_progress
    union all
    select
        submission_id,
        sheet,
        row_number,
        goal_id,
        milestone
    from now_physical_detail
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'milestone' as column_name,
    n.milestone as found,
    coalesce(string_agg(distinct s.milestone, ', ' order by s.milestone), '—') as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from named as n
-- of a goal nobody knows its own rule tells
inner join dim_goal as g on n.goal_id = g.goal_id
left join ref_milestone as s on g.indicator_code = s.indicator_code
where n.milestone is not null
group by n.submission_id, n.sheet, n.row_number, n.milestone, n.goal_id
having not coalesce(bool_or(s.milestone = n.milestone), false)
