-- One row is a budget amount a version of a plan changed, with what its sheet Reprogramación says of the change.
with versions as (
    select
        submission_id,
        phase_code,
        plan_version,
        poa_year,
        agreement,
        agreement_date,
        known_from,
        lag(submission_id) over (partition by phase_code order by known_from) as previous_id,
        lag(poa_year) over (partition by phase_code order by known_from) as previous_year,
        first(submission_id) over (partition by phase_code order by known_from) as first_id
    from dim_plan
),

cells as (
    select
        submission_id,
        row_key,
        line_code,
        item,
        period,
        sum(amount) as amount,
        list(fact_id order by fact_id) as facts
    from plan_cell
    where change_kind = 'Presupuesto'
    group by submission_id, row_key, line_code, item, period
),

keys as (
    select
        v.submission_id,
        c.row_key,
        c.line_code,
        c.item,
        c.period
    from versions as v
    inner join cells as c on c.submission_id in (v.submission_id, v.previous_id)
    where v.previous_id is not null
    group by all
)

select
    v.phase_code,
    v.plan_version,
    v.agreement,
    v.agreement_date,
    k.line_code,
    k.item as category_code,
    split_part(k.row_key, '/', 3) as fund,
    split_part(k.row_key, '/', 4) as currency_code,
    k.period,
    o.amount as original_amount,
    p.amount as previous_amount,
    n.amount as new_amount,
    coalesce(n.amount, 0) - coalesce(p.amount, 0) as difference,
    o.facts as original_facts,
    p.facts as previous_facts,
    n.facts as new_facts,
    r.reason,
    r.change_level,
    r.document,
    k.row_key,
    v.submission_id,
    v.previous_id
from keys as k
inner join versions as v on k.submission_id = v.submission_id
left join cells as n on k.submission_id = n.submission_id and k.row_key = n.row_key and k.period = n.period
left join cells as p on v.previous_id = p.submission_id and k.row_key = p.row_key and k.period = p.period
left join cells as o on v.first_id = o.submission_id and k.row_key = o.row_key and k.period = o.period
left join lateral (
    select
        x.reason,
        x.change_level,
        x.document
    from stg_operating_plan_reprogramming as x
    where
        x.submission_id = v.submission_id
        and x.line_code = k.line_code
        and x.change_kind in ('Presupuesto', 'Alta', 'Retiro')
        and coalesce(x.item, k.item) = k.item
        and coalesce(x.changed_period, k.period) = k.period
    order by x.item nulls last, x.changed_period nulls last, x.row_number
    limit 1
) as r on true
where
    n.amount is distinct from p.amount
    -- quarters of a year that only one of both versions plans are no change
    and (k.period not like '____-T_' or v.poa_year = v.previous_year)
