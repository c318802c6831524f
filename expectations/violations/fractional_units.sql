-- One row is a fraction of something that is counted whole: persons, contracts, documents.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with counted as (
    select
        p.submission_id,
        p.sheet,
        p.row_number,
        p.column_name,
        p.quantity as amount
    from quantity_told as p
    inner join dim_goal as g on p.goal_id = g.goal_id
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
    where i.integer_only = 'yes'
    union all by name
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            women,
            men,
            sex_unknown,
            indigenous,
            youth
        from now_physical_progress
    ) on women, men, sex_unknown, indigenous, youth into name column_name value amount
    union all by name
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            unit_women,
            unit_men,
            unit_sex_unknown
        from now_physical_detail
    ) on unit_women, unit_men, unit_sex_unknown into name column_name value amount
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(amount as varchar) as found,
    cast(trunc(amount) as varchar) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from counted
where amount <> trunc(amount)
