-- One row is an organisation and a cut-off by which it has goals to report: how many, and how many are reported.
select
    organisation_code,
    cutoff,
    count(*) filter (where is_due) as goals_due,
    count(*) filter (where is_due and is_reported) as goals_reported
from goal_progress
where basis = 'reportado'
group by organisation_code, cutoff
having goals_due > 0
