-- One row is a line with a physical goal that has no principal indicator, or several; or a budget line that has one.
with principals as (
    select
        submission_id,
        line_code,
        count(distinct indicator_code) as indicators
    from now_operating_plan_goals
    where is_principal = 'Sí'
    group by submission_id, line_code
)

select
    l.submission_id,
    l.sheet,
    l.row_number,
    'line_type' as column_name,
    cast(coalesce(p.indicators, 0) as varchar) as found,
    case l.line_type when 'Con meta física' then '1' else '0' end as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_operating_plan_lines as l
left join principals as p on l.submission_id = p.submission_id and l.line_code = p.line_code
where coalesce(p.indicators, 0) <> case l.line_type when 'Con meta física' then 1 else 0 end
