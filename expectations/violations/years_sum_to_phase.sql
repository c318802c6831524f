-- One row is a goal or budget row whose years do not give its phase target.
with amounts as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        'phase_target' as column_name,
        g.phase_target as stated,
        i.unit as unit_name,
        case
            when i.mode = 'Valor al cierre' then coalesce(g.year_2026, g.year_2025)
            else coalesce(g.year_2025, 0) + coalesce(g.year_2026, 0)
        end as given
    from now_operating_plan_goals as g
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
    union all
    select
        b.submission_id,
        b.sheet,
        b.row_number,
        'phase_amount' as column_name,
        b.phase_amount as stated,
        b.currency_code as unit_name,
        coalesce(b.year_2025, 0) + coalesce(b.year_2026, 0) as given
    from now_operating_plan_budget as b
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(stated as varchar) as found,
    cast(given as varchar) as expected,
    cast(abs(stated - given) as decimal(24, 4)) as stake_amount,
    unit_name as stake_unit
from amounts
where stated is distinct from given and stated is not null
