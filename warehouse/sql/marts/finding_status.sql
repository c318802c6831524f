-- One row is a finding in a submission, with its row's key and whether it still waits to be attended.
-- Renewed by source, organisation_code, period: what was sent again is of the same source, organisation and period.
with latest as (
    select
        source,
        organisation_code,
        coalesce(unit_code, '') as unit_code,
        period,
        max(received_sequence) as last_sequence
    from dim_submission
    group by source, organisation_code, coalesce(unit_code, ''), period
),

keyed as (
    select
        f.*,
        k.row_key,
        d.source,
        d.organisation_code,
        coalesce(d.unit_code, '') as unit_code,
        d.period,
        d.version,
        d.state,
        d.received_sequence,
        d.received_at
    from report_finding as f
    inner join dim_submission as d on f.submission_id = d.submission_id
    left join row_key as k
        on f.submission_id = k.submission_id and f.sheet = k.sheet and f.row_number = k.row_number
),

-- Of submissions like those that something was found in, the rows it was found in, and not all that was ever sent.
followers as (
    select d.*
    from dim_submission as d
    semi join keyed as n
        on d.source = n.source and d.organisation_code = n.organisation_code and d.period = n.period
),

resent as (
    select distinct
        k.submission_id,
        k.sheet,
        k.row_key,
        d.source,
        d.organisation_code,
        coalesce(d.unit_code, '') as unit_code,
        d.period,
        d.received_sequence
    from row_key as k
    semi join keyed as n on k.row_key = n.row_key
    inner join followers as d on k.submission_id = d.submission_id
),

followed as (
    select
        n.*,
        case
            when n.row_key is null then l.last_sequence > n.received_sequence
            else exists (
                select 1
                from resent as r
                where
                    r.source = n.source
                    and r.organisation_code = n.organisation_code
                    and r.unit_code = n.unit_code
                    and r.period = n.period
                    and sheet_called(r.sheet) = sheet_called(n.sheet)
                    and r.row_key = n.row_key
                    and r.received_sequence > n.received_sequence
            )
        end as is_sent_again
    from keyed as n
    inner join latest as l
        on
            n.source = l.source
            and n.organisation_code = l.organisation_code
            and n.unit_code = l.unit_code
            and n.period = l.period
)

select
    submission_id,
    source,
    organisation_code,
    period,
    version,
    state,
    received_at,
    rule,
    severity,
    sheet,
    cell,
    row_number,
    row_key,
    column_name,
    found,
    expected,
    message_es,
    message_en,
    stake_amount,
    stake_unit,
    case
        when severity = 'note' then 'informativo'
        when state = 'Anulado' then 'sin efecto'
        when is_sent_again or state = 'Reemplazado' then 'atendido'
        when state in ('Conforme', 'Reabierto') and severity <> 'error' then 'aceptado'
        else 'pendiente'
    end as standing
from followed
