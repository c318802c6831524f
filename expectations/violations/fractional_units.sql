-- One row is a fraction of something that is counted whole: persons, contracts, documents.
-- Renewed by goal_id: rows of one goal are compared, or none.
with counted as (
    unpivot (
        select
            p.submission_id,
            p.sheet,
            p.row_number,
            case when i.integer_only = 'yes' then p.quantity end as quantity,
            p.women,
            p.men,
            p.sex_unknown,
            p.indigenous,
            p.youth
        from now_physical_progress as p
        left join dim_goal as g on p.goal_id = g.goal_id
        left join ref_indicator as i on g.indicator_code = i.indicator_code
    ) on quantity, women, men, sex_unknown, indigenous, youth into name column_name value amount
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
