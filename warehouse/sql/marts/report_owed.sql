-- One row is an organisation and a cut-off by which it has goals to report: how many are, its term, and what came.
with owed as (
    select
        organisation_code,
        cutoff,
        count(*) filter (where is_due) as goals_due,
        count(*) filter (where is_due and is_reported) as goals_reported
    from goal_progress
    where basis = 'reportado'
    group by organisation_code, cutoff
    having goals_due > 0
),

first_sent as (
    select
        organisation_code,
        period,
        min(received_at) as first_received_at,
        arg_min(submission_id, received_sequence) as first_submission_id
    from dim_submission
    where source = 'physical_progress' and state <> 'Anulado'
    group by organisation_code, period
)

select
    w.organisation_code,
    o.name as organisation_name,
    w.cutoff,
    w.goals_due,
    w.goals_reported,
    t.final_day,
    t.working_days,
    t.regional_holidays,
    s.first_received_at,
    s.first_submission_id
from owed as w
inner join reporting_term as t
    on t.report = 'physical_progress' and w.organisation_code = t.organisation_code and w.cutoff = t.period
left join ref_organisation as o on w.organisation_code = o.organisation_code
left join first_sent as s on w.organisation_code = s.organisation_code and w.cutoff = s.period
