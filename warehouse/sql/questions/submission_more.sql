-- One row is what the warehouse adds to a submission: its rows, its two last days, and the one it repeats.
with mending as (
    select
        submission_id,
        mended_by,
        working_day(returned_on, working_days, list_concat($holidays::date[], regional_holidays)) as mend_by
    from mending_term
)

select
    d.submission_id,
    d.rows_read,
    d.accepted,
    d.quarantined,
    d.ignored,
    d.duplicate_of,
    -- The first of a series answers to the last day to send, what mends a returned one to the last day to mend.
    case
        when d.version = 1
            then working_day(t.final_day, t.working_days, list_concat($holidays::date[], t.regional_holidays))
        else b.mend_by
    end as deadline,
    lima_date(d.received_at) > deadline as is_late,
    -- When a returned one that nobody has mended yet is to be back.
    case when m.mended_by is null then m.mend_by end as to_mend_by,
    $today::date > to_mend_by as is_overdue
from dim_submission as d
left join reporting_term as t
    on d.organisation_code = t.organisation_code and d.period = t.period and d.source = t.report
left join mending as m on d.submission_id = m.submission_id
left join mending as b on d.submission_id = b.mended_by
where
    ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code))
order by d.received_sequence
