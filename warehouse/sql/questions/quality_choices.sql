-- One row per organisation, period and rule that the quality of what was sent can be looked at by; rule may be blank.
select distinct
    d.organisation_code,
    o.name as organisation_name,
    d.period,
    f.rule
from dim_submission as d
left join ref_organisation as o on d.organisation_code = o.organisation_code
left join finding_status as f on d.submission_id = f.submission_id
where
    ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code))
order by d.organisation_code, d.period desc, f.rule
