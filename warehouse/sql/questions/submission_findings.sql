-- One row per finding in the report of one submission, as it was told on the day it was received.
select
    f.severity,
    f.rule,
    f.sheet,
    f.cell,
    f.row_number as "row",
    f.found,
    f.expected,
    case when $language = 'en' then f.message_en else f.message_es end as message,
    f.stake_amount,
    f.stake_unit
from report_finding as f
inner join dim_submission as s on f.submission_id = s.submission_id
where
    f.submission_id = $submission_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
order by f.sheet, f.row_number, f.cell, f.rule
