-- One row is an approved plan version; the latest approved of a phase is in force, the latest of a POA year holds it.
select
    s.submission_id,
    h.phase_code,
    h.plan_version,
    cast(h.poa_year as varchar) as poa_year,
    h.currency_code,
    h.plan_state,
    h.agreement,
    h.agreement_date,
    s.approved_sequence as known_from,
    s.approved_sequence = max(s.approved_sequence) over (partition by h.phase_code) as is_in_force,
    s.approved_sequence = max(s.approved_sequence) over (partition by h.phase_code, h.poa_year) as holds_year
from dim_submission as s
inner join stg_operating_plan_head as h on s.submission_id = h.submission_id
where s.approved_sequence is not null
