-- One row is a line at a cut-off on a basis: what part of its principal goal was programmed by then.
select
    phase_code,
    line_code,
    cutoff,
    basis,
    ratio9(
        sum(whole) filter (where figure = 'compliance'), nullif(sum(whole) filter (where figure = 'phase'), 0)
    ) as planned_share
from goal_ratio_sides
where is_principal
group by phase_code, line_code, cutoff, basis
