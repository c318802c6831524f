-- One row is both sides of one approved ratio of one goal at a cut-off, with the baseline that is in them.
with sides as (
    select
        *,
        -- the sides of a ratio are times its denominator in ten-thousandths
        if(denominator is null, cast(1 as decimal(5, 4)), cast(0.0001 as decimal(5, 4))) as per_denominator
    from goal_ratio_sides
    where goal_id = $goal and cutoff = $cutoff and basis = 'conforme' and figure = $figure
)

select
    s.part * s.per_denominator as part,
    s.whole * s.per_denominator as whole,
    g.baseline
from sides as s
inner join plan_goal as g
    on s.goal_id = g.goal_id and s.phase_code = g.phase_code and left(s.cutoff, 4) = g.poa_year
where ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], g.organisation_code))
