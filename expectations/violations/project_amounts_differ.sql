-- One row is an amount of a project that another row of its file gives otherwise.
with said as (
    select
        submission_id,
        sheet,
        row_number,
        cui,
        unnest(['viable_amount', 'updated_cost']) as column_name,
        unnest([viable_amount, updated_cost]) as amount
    from now_public_investment
),

compared as (
    select
        *,
        max(amount) over (partition by submission_id, cui, column_name) as most,
        min(amount) over (partition by submission_id, cui, column_name) as least
    from said
    where cui is not null
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(amount as varchar) as found,
    cast(case when amount = most then least else most end as varchar) as expected,
    cast(most - least as decimal(24, 4)) as stake_amount,
    'PEN' as stake_unit
from compared
where most <> least
