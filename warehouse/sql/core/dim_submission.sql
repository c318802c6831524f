-- One row is a submission with its state.
with decisions as (
    select
        submission_id,
        max(sequence) filter (where kind = 'approved') as approved_sequence,
        max(at_utc) filter (where kind = 'approved') as approved_at,
        max_by(actor, sequence) filter (where kind = 'approved') as approver,
        max(sequence) filter (where kind = 'returned') as returned_sequence,
        max(sequence) filter (where kind = 'annulled') as annulled_sequence
    from ledger_event
    where kind in ('approved', 'returned', 'annulled')
    group by submission_id
),

in_force as (
    select
        submission_id,
        count(*) filter (where known_to is null) as rows_in_force
    from row_span
    group by submission_id
),

reopened as (
    select
        submission_id,
        bool_or(is_open) as has_open_value
    from reopened_value
    group by submission_id
),

series as (
    select
        r.*,
        d.approved_sequence,
        d.approved_at,
        d.approver,
        d.returned_sequence,
        d.annulled_sequence,
        f.rows_in_force,
        o.has_open_value,
        min(d.returned_sequence) over (
            partition by r.source, r.organisation_code, r.unit_code, r.period
        ) as first_returned
    from submission_received as r
    left join decisions as d on r.submission_id = d.submission_id
    left join in_force as f on r.submission_id = f.submission_id
    left join reopened as o on r.submission_id = o.submission_id
)

select
    submission_id,
    source,
    organisation_code,
    unit_code,
    period,
    version,
    case
        when annulled_sequence is not null then 'Anulado'
        when returned_sequence is not null then 'Observado'
        when rows_in_force = 0 then 'Reemplazado'
        when has_open_value then 'Reabierto'
        when approved_sequence is not null then 'Conforme'
        when first_returned < received_sequence then 'Subsanado'
        else 'Enviado'
    end as state,
    coalesce(returned_sequence, annulled_sequence) is null as is_live,
    received_sequence,
    received_at,
    sender,
    approved_sequence,
    approved_at,
    approver,
    file_name,
    file_sha256,
    layout,
    rows_read,
    accepted,
    quarantined,
    ignored,
    duplicate_of
from series
