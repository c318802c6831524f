-- One row per organisation, source and period, and one of them all: submissions, rows that add up, what still waits.
with waiting as (
    select
        submission_id,
        count(*) filter (where severity = 'error' and standing = 'pendiente') as errors,
        count(*) filter (where severity = 'alert' and standing = 'pendiente') as alerts,
        count(*) filter (where standing in ('atendido', 'aceptado')) as attended
    from finding_status
    group by submission_id
),

returned as (
    select
        e.submission_id,
        min(e.sequence) as returned_sequence
    from ledger_event as e
    where e.kind = 'returned'
    group by e.submission_id
),

mended as (
    select
        d.submission_id,
        exists(
            select 1
            from dim_submission as n
            where
                n.source = d.source
                and n.organisation_code = d.organisation_code
                and n.unit_code is not distinct from d.unit_code
                and n.period = d.period
                and n.received_sequence > r.returned_sequence
        ) as is_mended
    from dim_submission as d
    inner join returned as r on d.submission_id = r.submission_id
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
    count(m.submission_id) filter (where m.is_mended) as mended,
    coalesce(sum(w.errors), 0)::bigint as errors,
    coalesce(sum(w.alerts), 0)::bigint as alerts,
    coalesce(sum(w.attended), 0)::bigint as attended
from dim_submission as d
left join ref_organisation as o on d.organisation_code = o.organisation_code
left join waiting as w on d.submission_id = w.submission_id
left join mended as m on d.submission_id = m.submission_id
where
    ($organisation = '' or d.organisation_code = $organisation)
    and ($period = '' or d.period = $period)
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], d.organisation_code))
group by grouping sets ((d.organisation_code, o.name, d.source, d.period), ())
having count(*) > 0
order by is_total, errors desc, alerts desc, d.period desc, d.organisation_code, d.source
