-- One row per organisation and quarter with goals to report: its deadline, its first submission and its mark.
with dated as (
    select
        *,
        working_day(final_day, working_days, list_concat($holidays::date[], regional_holidays)) as deadline,
        lima_date(first_received_at) as first_day,
        -- Days past the deadline are counted until it was sent or, while it has not been, until today.
        coalesce(first_day, $today::date) as until_day
    from report_owed
    where
        final_day < $today::date
        and ($organisation = '' or organisation_code = $organisation)
        and ($period = '' or cutoff = $period)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
)

select
    organisation_code,
    organisation_name,
    cutoff as period,
    goals_due,
    goals_reported,
    deadline,
    first_received_at,
    first_submission_id,
    case
        -- Nobody sent it, and a later report told of it on its sheet of corrections.
        when first_day is null and goals_reported > 0 then 'Regularización'
        when first_day is null and until_day > deadline then 'Vencido'
        when first_day is null then 'Pendiente'
        when first_day > deadline then 'Fuera de plazo'
    end as mark,
    case when deadline < until_day then date_diff('day', deadline, until_day) end as days_late
from dated
order by days_late desc nulls last, period desc, organisation_code
