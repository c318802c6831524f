-- One row is a subset of persons (indigenous, young) larger than the total it is part of.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with subsets as (
    unpivot (
        select
            p.submission_id,
            p.sheet,
            p.row_number,
            -- of a goal that counts persons a quantity that cannot be read is no total
            if(
                i.counts_people = 'yes',
                p.quantity,
                coalesce(p.women, 0) + coalesce(p.men, 0) + coalesce(p.sex_unknown, 0)
            ) as total,
            p.indigenous,
            p.youth
        from now_physical_progress as p
        left join dim_goal as g on p.goal_id = g.goal_id
        left join ref_indicator as i on g.indicator_code = i.indicator_code
    ) on indigenous, youth into name column_name value part
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(part as varchar) as found,
    cast(total as varchar) as expected,
    cast(part - total as decimal(24, 4)) as stake_amount,
    'persona' as stake_unit
from subsets
where part > total
