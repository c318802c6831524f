-- One row is a submission that was returned: its working days to be mended, regional holidays, and what mended it.
with returned as (
    select
        d.submission_id,
        d.source,
        d.organisation_code,
        d.unit_code,
        d.period,
        e.sequence,
        lima_date(e.at_utc) as returned_on
    from dim_submission as d
    inner join ledger_event as e on d.submission_id = e.submission_id and e.kind = 'returned'
),

mended as (
    select
        r.submission_id,
        min_by(d.submission_id, d.received_sequence) as mended_by
    from returned as r
    inner join dim_submission as d
        on
            r.source = d.source
            and r.organisation_code = d.organisation_code
            and r.unit_code is not distinct from d.unit_code
            and r.period = d.period
            and r.sequence < d.received_sequence
    group by r.submission_id
)

select
    r.submission_id,
    r.returned_on,
    m.mended_by,
    cast((
        select max_by(t.working_days, t.valid_from)
        from ref_deadline as t
        where t.report = r.source and t.step = 'mend' and cast(t.valid_from as date) <= r.returned_on
    ) as integer) as working_days,
    (
        select coalesce(list(cast(h.date as date) order by h.date), [])
        from ref_holiday as h
        where h.scope in ('00', 'PE', 'nacional', 'national', o.department_code)
    ) as regional_holidays
from returned as r
left join ref_organisation as o on r.organisation_code = o.organisation_code
left join mended as m on r.submission_id = m.submission_id
