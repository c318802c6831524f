-- One row is a goal or budget row whose quarters do not give the target of the POA year, the first of the plan.
with amounts as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        g.year_2025 as stated,
        i.unit as unit_name,
        case
            when i.mode = 'Valor al cierre' then coalesce(g.t4, g.t3, g.t2, g.t1)
            else coalesce(g.t1, 0) + coalesce(g.t2, 0) + coalesce(g.t3, 0) + coalesce(g.t4, 0)
        end as given
    from now_operating_plan_goals as g
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
    union all
    select
        b.submission_id,
        b.sheet,
        b.row_number,
        b.year_2025 as stated,
        b.currency_code as unit_name,
        coalesce(b.t1, 0) + coalesce(b.t2, 0) + coalesce(b.t3, 0) + coalesce(b.t4, 0) as given
    from now_operating_plan_budget as b
)

select
    submission_id,
    sheet,
    row_number,
    'year_2025' as column_name,
    cast(stated as varchar) as found,
    cast(given as varchar) as expected,
    cast(abs(stated - given) as decimal(24, 4)) as stake_amount,
    unit_name as stake_unit
from amounts
where stated is distinct from given and stated is not null
