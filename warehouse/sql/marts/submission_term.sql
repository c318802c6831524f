-- One row is a submission with its rows, and what its two last days are counted from: to come, and to be back mended.
select
    d.submission_id,
    d.organisation_code,
    d.rows_read,
    d.accepted,
    d.quarantined,
    d.ignored,
    d.duplicate_of,
    d.received_at,
    d.received_sequence,
    -- The first of a series answers to the last day to send, what mends a returned one to the last day to mend.
    case when d.version = 1 then t.final_day else b.returned_on end as due_after,
    case when d.version = 1 then t.working_days else b.working_days end as due_days,
    case when d.version = 1 then t.regional_holidays else b.regional_holidays end as due_holidays,
    -- When a returned one that nobody has mended yet is to be back.
    m.returned_on as mend_after,
    m.working_days as mend_days,
    m.regional_holidays as mend_holidays
from dim_submission as d
left join reporting_term as t
    on d.organisation_code = t.organisation_code and d.period = t.period and d.source = t.report
left join mending_term as m on d.submission_id = m.submission_id and m.mended_by is null
left join mending_term as b on d.submission_id = b.mended_by
