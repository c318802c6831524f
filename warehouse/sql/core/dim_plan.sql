-- One row is an approved plan version; the latest approved of a phase is in force.
select
    s.submission_id,
    v.phase_code,
    v.plan_version,
    v.poa_year,
    v.currency_code,
    v.agreement,
    s.approved_sequence as known_from,
    s.approved_sequence = max(s.approved_sequence) over (partition by v.phase_code) as is_in_force
from dim_submission as s
inner join ref_plan_version as v on s.period = v.period
where s.source = 'operating_plan' and s.approved_sequence is not null
