-- One row is a line of a plan, or the term of a subagreement, that ends before it starts.
with terms as (
    select
        submission_id,
        sheet,
        row_number,
        'end_date' as column_name,
        start_date,
        end_date
    from now_operating_plan_lines
    union all
    select
        submission_id,
        sheet,
        row_number,
        'ends_on' as column_name,
        starts_on as start_date,
        ends_on as end_date
    from now_subagreement
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(end_date as varchar) as found,
    cast(start_date as varchar) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from terms
where end_date < start_date
