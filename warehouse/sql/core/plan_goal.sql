-- One row is a goal of the plan that holds a POA year: a line, an indicator and, where the goal has its own, a place.
select
    concat_ws('/', g.line_code, g.indicator_code, g.place_code) as goal_id,
    l.phase_code,
    l.plan_version,
    l.poa_year,
    l.is_in_force,
    g.submission_id as plan_submission_id,
    g.sheet,
    g.row_number,
    g.line_code,
    g.indicator_code,
    g.place_code,
    g.is_principal = 'Sí' as is_principal,
    g.baseline,
    g.includes_baseline = 'Sí' as includes_baseline,
    g.phase_target,
    coalesce(g.frequency, 'Trimestral') as frequency,
    g.verification,
    coalesce(g.disaggregation, 'Ninguna') as disaggregation,
    i.mode,
    i.direction,
    i.unit,
    i.adds_sites,
    l.organisation_code,
    l.unit_code,
    l.action_code,
    l.department_code,
    l.line_state,
    l.start_date,
    l.end_date
from stg_operating_plan_goals as g
inner join plan_line as l on g.submission_id = l.plan_submission_id and g.line_code = l.line_code
inner join ref_indicator as i on g.indicator_code = i.indicator_code
