-- One row per organisation and quarter with goals to report: its deadline, its first submission and its mark.
with first_sent as (
    select
        organisation_code,
        period,
        min(received_at) as first_received_at,
        arg_min(submission_id, received_sequence) as first_submission_id
    from dim_submission
    where source = 'physical_progress' and state <> 'Anulado'
    group by organisation_code, period
),

dated as (
    select
        w.organisation_code,
        w.cutoff as period,
        w.goals_due,
        w.goals_reported,
        o.name as organisation_name,
        t.final_day,
        working_day(t.final_day, t.working_days, list_concat($holidays::date[], t.regional_holidays)) as deadline,
        s.first_received_at,
        s.first_submission_id
    from report_owed as w
    inner join reporting_term as t
        on
            t.report = 'physical_progress'
            and w.organisation_code = t.organisation_code
            and w.cutoff = t.period
    left join ref_organisation as o on w.organisation_code = o.organisation_code
    left join first_sent as s on w.organisation_code = s.organisation_code and w.cutoff = s.period
    where
        ($organisation = '' or w.organisation_code = $organisation)
        and ($period = '' or w.cutoff = $period)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], w.organisation_code)
        )
)

select
    organisation_code,
    organisation_name,
    period,
    goals_due,
    goals_reported,
    deadline,
    first_received_at,
    first_submission_id,
    case
        -- Nobody sent it, and a later report told of it on its sheet of corrections.
        when first_received_at is null and goals_reported > 0 then 'Regularización'
        when first_received_at is null and $today::date > deadline then 'Vencido'
        when first_received_at is null then 'Pendiente'
        when lima_date(first_received_at) > deadline then 'Fuera de plazo'
    end as mark,
    -- Days past the deadline: until it was sent or, while it has not been, until today.
    case
        when deadline < coalesce(lima_date(first_received_at), $today::date)
            then date_diff('day', deadline, coalesce(lima_date(first_received_at), $today::date))
    end as days_late
from dated
where final_day < $today::date
order by days_late desc nulls last, period desc, organisation_code
