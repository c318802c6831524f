-- One row is an indicator of a framework that has a kind of hectare and another unit.
select
    submission_id,
    sheet,
    row_number,
    'unit_of_measure' as column_name,
    unit_of_measure as found,
    'ha' as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_performance_framework
where hectare_kind is not null and unit_of_measure <> 'ha'
