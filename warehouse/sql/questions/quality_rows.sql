-- One row per organisation, source and period, and one of them all: submissions, rows that add up, what still waits.
with waiting as (
    select
        submission_id,
        count(*) filter (where severity = 'error' and standing = 'pendiente') as errors,
        count(*) filter (where severity = 'alert' and standing = 'pendiente') as alerts,
        count(*) filter (where standing in ('atendido', 'aceptado')) as attended
    from finding_status
    group by submission_id
)

select
    grouping(d.organisation_code) = 1 as is_total,
    d.organisation_code,
    o.name as organisation_name,
    d.source,
    d.period,
    count(*) as submissions,
    sum(d.rows_read)::bigint as rows_read,
    sum(d.accepted)::bigint as accepted,
    sum(d.quarantined)::bigint as quarantined,
    sum(d.ignored)::bigint as ignored,
    count(m.submission_id) as returned,
    count(m.mended_by) as mended,
    coalesce(sum(w.errors), 0)::bigint as errors,
    coalesce(sum(w.alerts), 0)::bigint as alerts,
    coalesce(sum(w.attended), 0)::bigint as attended
from dim_submission as d
left join ref_organisation as o on d.organisation_code = o.organisation_code
left join waiting as w on d.submission_id = w.submission_id
left join mending_term as m on d.submission_id = m.submission_id
where
    ($organisation = '' or d.organisation_code = $organisation)
    and ($period = '' or d.period = $period)
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code))
group by grouping sets ((d.organisation_code, o.name, d.source, d.period), ())
having count(*) > 0
order by is_total, errors desc, alerts desc, d.period desc, d.organisation_code, d.source
