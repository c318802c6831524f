-- One row is a line of the plan that holds a POA year, with its budget of the phase already summed.
with budget as (
    select
        b.submission_id,
        b.line_code,
        sum(b.phase_amount) as phase_budget
    from stg_operating_plan_budget as b
    inner join dim_plan as p on b.submission_id = p.submission_id and b.currency_code = p.currency_code
    group by b.submission_id, b.line_code
)

select
    p.phase_code,
    p.plan_version,
    p.poa_year,
    p.is_in_force,
    l.submission_id as plan_submission_id,
    l.sheet,
    l.row_number,
    l.line_code,
    l.action_code,
    l.line_name,
    l.line_type,
    l.department_code,
    l.organisation_code,
    l.unit_code,
    l.execution,
    l.subagreement,
    l.start_date,
    l.end_date,
    l.weight,
    l.line_state,
    cast(coalesce(b.phase_budget, 0) as decimal(24, 4)) as phase_budget
from stg_operating_plan_lines as l
inner join dim_plan as p on l.submission_id = p.submission_id and p.holds_year
left join budget as b on l.submission_id = b.submission_id and l.line_code = b.line_code
