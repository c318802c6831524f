-- One row is an approved version of a performance framework; the latest approved of a phase is in force.
select
    s.submission_id,
    h.phase_code,
    h.framework_version,
    h.agreement,
    h.agreement_date,
    s.approved_sequence as known_from,
    s.approved_sequence = max(s.approved_sequence) over (partition by h.phase_code) as is_in_force
from dim_submission as s
inner join stg_performance_framework_head as h on s.submission_id = h.submission_id
where s.approved_sequence is not null
