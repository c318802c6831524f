-- One row is a quantity or value, reported or corrected, outside the range of its kind of measurement: 130 %.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    p.submission_id,
    p.sheet,
    p.row_number,
    p.column_name,
    cast(p.quantity as varchar) as found,
    concat_ws('–', k.minimum, coalesce(k.maximum, '∞')) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from quantity_told as p
inner join dim_goal as g on p.goal_id = g.goal_id
inner join ref_unit_of_measure as u on g.unit = u.unit
inner join ref_measurement_kind as k on u.measurement_kind = k.kind
-- no contract takes a negative quantity
where p.quantity > cast(k.maximum as decimal(24, 4))
