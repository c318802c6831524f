-- One row is a contract or community that another goal already names: one achievement may be told twice.
-- Renewed by unit_number: units of one number are compared.
with units as (
    select
        d.*,
        g.indicator_code
    from now_physical_detail as d
    inner join dim_goal as g on d.goal_id = g.goal_id
    where d.unit_kind in ('Contrato', 'Comunidad')
),

repeated as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.unit_number,
        n.hectares,
        min(concat(o.goal_id, ' · ', o.period)) as other
    from units as n
    inner join units as o
        on
            n.unit_kind = o.unit_kind
            and n.unit_number = o.unit_number
            and n.indicator_code = o.indicator_code
            and n.goal_id <> o.goal_id
    group by n.submission_id, n.sheet, n.row_number, n.unit_number, n.hectares
)

select
    submission_id,
    sheet,
    row_number,
    'unit_number' as column_name,
    unit_number as found,
    other as expected,
    cast(hectares as decimal(24, 4)) as stake_amount,
    case when hectares is not null then 'ha' end as stake_unit
from repeated
