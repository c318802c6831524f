-- One row is a cell of what was ever reported for one goal up to a cut-off, in the order received; `counts` or not.
with physical as (
    select
        f.*,
        f.fact_id in (select o.fact_id from physical_observed as o where o.basis = $basis and o.goal_id = $goal)
            as counts
    from fct_physical as f
    where f.goal_id = $goal and f.period <= $cutoff
),

cells as (
    select
        fact_id,
        submission_id,
        organisation_code,
        received_sequence,
        period,
        situation,
        null as unit_name,
        quantity,
        null as milestone,
        null as side,
        counts
    from physical
    where quantity is not null or denominator is null
    union all
    select
        fact_id(submission_id, sheet, row_number, 'numerator') as fact_id,
        submission_id,
        organisation_code,
        received_sequence,
        period,
        situation,
        null as unit_name,
        numerator as quantity,
        null as milestone,
        'numerador' as side,
        counts
    from physical
    where numerator is not null
    union all
    select
        fact_id(submission_id, sheet, row_number, 'denominator') as fact_id,
        submission_id,
        organisation_code,
        received_sequence,
        period,
        situation,
        null as unit_name,
        denominator as quantity,
        null as milestone,
        'denominador' as side,
        counts
    from physical
    where denominator is not null
    union all
    select
        milestone_id as fact_id,
        submission_id,
        organisation_code,
        received_sequence,
        period,
        null as situation,
        concat(unit_kind, ' ', unit_number, ' · ', unit_name) as unit_name,
        null as quantity,
        milestone,
        null as side,
        milestone_id in (select n.milestone_id from unit_named as n where n.basis = $basis and n.goal_id = $goal)
            as counts
    from fct_unit
    where goal_id = $goal and period <= $cutoff and milestone is not null
)

select
    c.fact_id,
    c.period,
    c.situation,
    c.unit_name,
    c.quantity,
    c.milestone,
    coalesce(c.side, g.unit) as unit,
    c.counts,
    s.state,
    s.version,
    s.file_name,
    s.sender,
    s.received_at,
    s.approver,
    s.approved_at
from cells as c
inner join dim_submission as s on c.submission_id = s.submission_id
left join plan_goal as g on g.goal_id = $goal and g.phase_code = $phase and g.poa_year = left($cutoff, 4)
where ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], c.organisation_code))
order by c.period, c.received_sequence, c.unit_name, c.side desc
