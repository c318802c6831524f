-- One row is a goal or budget row whose quarters do not give the target of the POA year.
with given_amounts as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        i.unit as unit_name,
        case
            when is_level(i.mode) then coalesce(g.t4, g.t3, g.t2, g.t1)
            else coalesce(g.t1, 0) + coalesce(g.t2, 0) + coalesce(g.t3, 0) + coalesce(g.t4, 0)
        end as given
    from now_operating_plan_goals as g
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
    union all
    select
        submission_id,
        sheet,
        row_number,
        currency_code as unit_name,
        coalesce(t1, 0) + coalesce(t2, 0) + coalesce(t3, 0) + coalesce(t4, 0) as given
    from now_operating_plan_budget
),

poa as (
    select
        submission_id,
        concat('year_', poa_year) as column_name
    from now_operating_plan_head
    -- a year that no header can show has rules of its own
    where poa_year between 1900 and 2099
)

select
    g.submission_id,
    g.sheet,
    g.row_number,
    p.column_name,
    cast(y.amount as varchar) as found,
    cast(g.given as varchar) as expected,
    cast(abs(coalesce(y.amount, 0) - coalesce(g.given, 0)) as decimal(24, 4)) as stake_amount,
    g.unit_name as stake_unit
from given_amounts as g
inner join poa as p on g.submission_id = p.submission_id
left join plan_amount as y
    on
        g.submission_id = y.submission_id
        and g.sheet = y.sheet
        and g.row_number = y.row_number
        and p.column_name = y.column_name
where coalesce(y.amount, 0) <> coalesce(g.given, 0)
