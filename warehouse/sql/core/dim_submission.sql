-- One row is a submission with its state.
with decisions as (
    select
        submission_id,
        max(sequence) filter (where kind = 'approved') as approved_sequence,
        max(at_utc) filter (where kind = 'approved') as approved_at,
        max_by(actor, sequence) filter (where kind = 'approved') as approver,
        max(sequence) filter (where kind = 'returned') as returned_sequence,
        max(sequence) filter (where kind = 'annulled') as annulled_sequence,
        bool_or(kind = 'taken_up') as is_taken_up
    from ledger_event
    where kind in ('taken_up', 'approved', 'returned', 'annulled')
    group by submission_id
),

in_force as (
    select
        submission_id,
        count(*) filter (where known_to is null) as rows_in_force
    from row_span
    -- only where a row has ended can none be left in force
    semi join (select submission_id from row_span where known_to is not null) as e using (submission_id)
    group by submission_id
),

reopened as (
    select
        submission_id,
        bool_or(is_open) as has_open_value
    from reopened_value
    group by submission_id
),

-- What was decided last of its series when a submission came: it mends what was returned and not yet approved.
decided_before as (
    select
        r.submission_id,
        max(d.returned_sequence) filter (where d.returned_sequence < r.received_sequence) as returned_sequence,
        max(d.approved_sequence) filter (where d.approved_sequence < r.received_sequence) as approved_sequence
    from submission_received as r
    inner join submission_received as e
        on
            r.source = e.source
            and r.organisation_code = e.organisation_code
            and r.unit_code is not distinct from e.unit_code
            and r.period = e.period
    inner join decisions as d on e.submission_id = d.submission_id
    group by r.submission_id
),

series as (
    select
        r.*,
        d.approved_sequence,
        d.approved_at,
        d.approver,
        d.returned_sequence,
        d.annulled_sequence,
        d.is_taken_up,
        f.rows_in_force,
        o.has_open_value,
        coalesce(b.returned_sequence > coalesce(b.approved_sequence, 0), false) as mends
    from submission_received as r
    left join decisions as d on r.submission_id = d.submission_id
    left join in_force as f on r.submission_id = f.submission_id
    left join reopened as o on r.submission_id = o.submission_id
    left join decided_before as b on r.submission_id = b.submission_id
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
        when is_taken_up then 'En revisión'
        when mends then 'Subsanado'
        else 'Enviado'
    end as state,
    mends,
    coalesce(returned_sequence, annulled_sequence) is null as is_live,
    received_sequence,
    received_at,
    sender,
    approved_sequence,
    approved_at,
    approver,
    file_name,
    file_sha256,
    report_sha256,
    layout,
    rows_read,
    accepted,
    quarantined,
    ignored,
    duplicate_of
from series
