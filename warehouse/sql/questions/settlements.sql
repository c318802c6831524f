-- One row is a rendición a subagreement owes of a quarter that is over: its day, its state, and what was decided of it.
with owed as (
    select
        *,
        working_day(final_day, working_days, list_concat($holidays::date[], regional_holidays)) as deadline,
        lima_date(first_received_at) as first_day,
        coalesce(first_day, $today::date) as until_day
    from settlement_owed
    where
        phase_code = $phase
        and final_day < $today::date
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
)

select
    subagreement_code,
    organisation_code,
    organisation_name,
    period,
    account_currency,
    deadline,
    first_received_at,
    submission_id,
    state,
    reviewed_on,
    observation,
    returned,
    returned_on,
    presented,
    accepted,
    ineligible,
    observed,
    to_support,
    case
        when first_day is null and until_day > deadline then 'Vencido'
        when first_day is null then 'Pendiente'
        when first_day > deadline then 'Fuera de plazo'
    end as mark,
    case when deadline < until_day then date_diff('day', deadline, until_day) end as days_late
from owed
order by days_late desc nulls last, period desc, subagreement_code
