-- One row is what the warehouse adds to a submission: its rows, its two last days, and the one it repeats.
select
    submission_id,
    rows_read,
    accepted,
    quarantined,
    ignored,
    duplicate_of,
    working_day(due_after, due_days, list_concat($holidays::date[], due_holidays)) as deadline,
    lima_date(received_at) > deadline as is_late,
    -- few are awaited: of the others no days need be counted
    case
        when mend_after is not null
            then working_day(mend_after, mend_days, list_concat($holidays::date[], mend_holidays))
    end as to_mend_by,
    $today::date > to_mend_by as is_overdue
from submission_term
where
    ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], organisation_code))
order by received_sequence
