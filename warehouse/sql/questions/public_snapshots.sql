-- One row per snapshot of public spending in force, the latest first, with the one before it of the same budget.
-- Public, whoever asks: figures the State publishes.
with snapshots as (
    select
        r.snapshot,
        r.day,
        min(r.organisation_code) as organisation_code,
        min(r.year) as year,
        string_agg(distinct class_name(r.executing_unit), '; ' order by class_name(r.executing_unit)) as entity,
        min(d.file_name) as file_name,
        min(d.received_at) as received_at,
        min(d.approved_at) as approved_at,
        min(d.accepted) as accepted,
        min(d.quarantined) as quarantined
    from public_spending_row as r
    inner join dim_submission as d on r.submission_id = d.submission_id
    where r.known_from is not null and r.known_to is null
    group by r.snapshot, r.day
)

select
    *,
    lag(snapshot) over (partition by organisation_code, entity, year order by day, snapshot) as previous
from snapshots
order by day desc, snapshot
