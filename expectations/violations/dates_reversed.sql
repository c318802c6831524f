-- One row is a line of a plan that ends before it starts.
select
    submission_id,
    sheet,
    row_number,
    'end_date' as column_name,
    cast(end_date as varchar) as found,
    cast(start_date as varchar) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_operating_plan_lines
where end_date < start_date
