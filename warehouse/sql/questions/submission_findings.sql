-- One row per finding in the report of one submission, as told when it was received; what is most at stake first.
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
left join currency_order as c on f.stake_unit = c.currency_code
where
    f.submission_id = $submission_id
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], s.organisation_code))
order by
    f.severity <> 'error' or f.sheet is not null,
    case f.severity when 'error' then 1 when 'alert' then 2 else 3 end,
    stake_group(f.stake_unit, c.currency_code) nulls last,
    stake_worth(f.stake_amount, c.dollars) desc nulls last,
    f.sheet, f.row_number, f.cell, f.rule
