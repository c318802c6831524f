-- One row is a goal or budget row whose years do not give its phase target.
with totals as (
    select
        submission_id,
        sheet,
        row_number,
        coalesce(sum(amount) filter (where column_name like 'year_%'), 0) as total,
        max_by(amount, column_name) filter (where column_name like 'year_%') as latest
    from plan_amount
    group by submission_id, sheet, row_number
),

amounts as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        'phase_target' as column_name,
        g.phase_target as stated,
        i.unit as unit_name,
        case when is_level(i.mode) then t.latest else t.total end as given
    from now_operating_plan_goals as g
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
    inner join totals as t on g.submission_id = t.submission_id and g.sheet = t.sheet and g.row_number = t.row_number
    union all
    select
        b.submission_id,
        b.sheet,
        b.row_number,
        'phase_amount' as column_name,
        b.phase_amount as stated,
        b.currency_code as unit_name,
        t.total as given
    from now_operating_plan_budget as b
    inner join totals as t on b.submission_id = t.submission_id and b.sheet = t.sheet and b.row_number = t.row_number
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(stated as varchar) as found,
    cast(given as varchar) as expected,
    cast(abs(stated - coalesce(given, 0)) as decimal(24, 4)) as stake_amount,
    unit_name as stake_unit
from amounts
where stated <> coalesce(given, 0)
