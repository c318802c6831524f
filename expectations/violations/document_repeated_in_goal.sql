-- One row is a document that accredits one goal a second time, in another period: what it proves would count twice.
-- Renewed by document_number: documents of one number are compared.
select
    n.submission_id,
    n.sheet,
    n.row_number,
    'document_number' as column_name,
    n.document_number as found,
    min(o.period) as expected,
    cast(n.quantity as decimal(24, 4)) as stake_amount,
    n.unit_of_measure as stake_unit
from now_physical_progress as n
inner join dim_goal as g on n.goal_id = g.goal_id and g.mode = 'Cantidad del periodo'
inner join now_physical_progress as o
    on
        n.goal_id = o.goal_id
        and n.document_type = o.document_type
        and n.document_number = o.document_number
        and n.period <> o.period
        -- what was approved is told only where it came after
        and (n.period > o.period or not n.is_approved)
where
    n.quantity > 0
    and o.quantity > 0
    and n.document_type in ('Resolución', 'Contrato', 'Convenio', 'Título/partida registral', 'Plan o DEMA')
group by n.submission_id, n.sheet, n.row_number, n.document_number, n.quantity, n.unit_of_measure
