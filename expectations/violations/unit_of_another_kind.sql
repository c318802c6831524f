-- One row is a unit of another kind than the one its goal's indicator counts.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    d.submission_id,
    d.sheet,
    d.row_number,
    'unit_kind' as column_name,
    d.unit_kind as found,
    i.unit_kind as expected,
    cast(coalesce(d.hectares, 1) as decimal(24, 4)) as stake_amount,
    if(d.hectares is null, g.unit, 'ha') as stake_unit
from now_physical_detail as d
inner join dim_goal as g on d.goal_id = g.goal_id
inner join ref_indicator as i on g.indicator_code = i.indicator_code
where d.unit_kind <> i.unit_kind
