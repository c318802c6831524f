-- One row is progress of a goal that asks for its sex, its peoples or its places, without them.
-- Renewed by goal_id, period: rows of one goal and period are compared, or none.
with named as (
    select
        goal_id,
        period,
        count(people_name) as peoples,
        count(district_code) as places
    from now_physical_detail
    group by goal_id, period
),

asked as (
    select
        p.submission_id,
        p.sheet,
        p.row_number,
        p.quantity,
        g.disaggregation,
        g.unit,
        case
            when g.disaggregation like 'Sexo%' and coalesce(p.women, p.men, p.sex_unknown) is null then 'women'
            when g.disaggregation = 'Sexo y pueblo' and p.indigenous is null and coalesce(n.peoples, 0) = 0
                then 'indigenous'
            when g.disaggregation = 'Lugar' and coalesce(n.places, 0) = 0 then 'quantity'
        end as column_name
    from now_physical_progress as p
    inner join dim_goal as g on p.goal_id = g.goal_id
    left join named as n on p.goal_id = n.goal_id and p.period = n.period
    where p.quantity > 0
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    '' as found,
    disaggregation as expected,
    cast(quantity as decimal(24, 4)) as stake_amount,
    if(column_name = 'quantity', unit, 'persona') as stake_unit
from asked
where column_name is not null
