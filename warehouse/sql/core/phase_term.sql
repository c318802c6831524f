-- One row is a phase and the days its plans and reports may be of: its years, and until what pays it is settled.
with paid_by as (
    select
        p.phase_code,
        a.agreement_code
    from dim_plan as p
    inner join stg_operating_plan_budget as b on p.submission_id = b.submission_id
    inner join ref_agreement as a on b.fund = a.fund
    union
    select
        phase_code,
        agreement_code
    from dim_subagreement
),

settled_by as (
    select
        a.phase_code,
        cast(e.value as date) + to_months(coalesce(cast(m.value as integer), 0)) as last_day
    from paid_by as a
    inner join agreement_term as e
        on a.agreement_code = e.agreement_code and e.name = 'ends_on' and e.valid_to is null
    left join agreement_term as m
        on a.agreement_code = m.agreement_code and m.name = 'liquidation_months' and m.valid_to is null
    union all
    select
        phase_code,
        ends_on + to_months(liquidation_months) as last_day
    from dim_subagreement
)

select
    f.phase_code,
    make_date(cast(f.start_year as integer), 1, 1) as first_day,
    greatest(make_date(cast(f.end_year as integer), 12, 31), cast(max(s.last_day) as date)) as last_day
from ref_phase as f
left join settled_by as s on f.phase_code = s.phase_code
group by f.phase_code, f.start_year, f.end_year
