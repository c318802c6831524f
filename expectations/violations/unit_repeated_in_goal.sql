-- One row is a unit one goal counted in another period already: what is counted once would count twice.
-- Renewed by unit_number: units of one number are compared.
select
    n.submission_id,
    n.sheet,
    n.row_number,
    'unit_number' as column_name,
    n.unit_number as found,
    min(o.period) as expected,
    cast(n.hectares as decimal(24, 4)) as stake_amount,
    case when n.hectares is not null then 'ha' end as stake_unit
from now_physical_detail as n
inner join dim_goal as g on n.goal_id = g.goal_id and g.mode = 'Cantidad del periodo'
inner join now_physical_detail as o
    on
        n.goal_id = o.goal_id
        and n.unit_kind = o.unit_kind
        and n.unit_number = o.unit_number
        and n.period <> o.period
        -- what was approved is told only where it came after
        and (n.period > o.period or not n.is_approved)
where n.unit_kind <> 'Evento'
group by n.submission_id, n.sheet, n.row_number, n.unit_number, n.hectares
