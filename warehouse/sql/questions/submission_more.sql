-- One row is what the warehouse adds to a submission: its rows, its deadline, and the one it repeats.
select
    d.submission_id,
    d.rows_read,
    d.accepted,
    d.quarantined,
    d.ignored,
    d.duplicate_of,
    -- Only the first of a series answers to the deadline: those after it mend it.
    case
        when d.version = 1
            then working_day(t.final_day, t.working_days, list_concat($holidays::date[], t.regional_holidays))
    end as deadline,
    lima_date(d.received_at) > deadline as is_late
from dim_submission as d
left join reporting_term as t
    on d.organisation_code = t.organisation_code and d.period = t.period and d.source = 'physical_progress'
where
    ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code))
order by d.received_sequence
