-- One row per person who sends files in the demonstration, with the organisation they send for.
select
    u.user_code,
    u.name as user_name,
    u.role,
    u.organisation_code,
    o.name as organisation_name
from ref_user as u
left join ref_organisation as o on u.organisation_code = o.organisation_code
where
    u.role in ('focal_point', 'manager')
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], u.organisation_code))
order by u.role, u.user_code
