-- One row is a document that already accredits another goal, another partner's or another period's, apart from its own.
-- Renewed by document_number: documents of one number are compared.
with documents as (
    select
        p.*,
        g.mode
    from now_physical_progress as p
    inner join dim_goal as g on p.goal_id = g.goal_id
    where
        p.quantity > 0
        and p.document_number is not null
        and p.document_type in ('Resolución', 'Contrato', 'Convenio', 'Título/partida registral', 'Plan o DEMA')
),

repeated as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.document_number,
        n.quantity,
        n.unit_of_measure,
        min(concat(o.goal_id, ' · ', o.period)) as other
    from documents as n
    inner join documents as o
        on n.document_type = o.document_type and n.document_number = o.document_number and n.goal_id <> o.goal_id
    group by n.submission_id, n.sheet, n.row_number, n.document_number, n.quantity, n.unit_of_measure
)

select
    submission_id,
    sheet,
    row_number,
    'document_number' as column_name,
    document_number as found,
    other as expected,
    cast(quantity as decimal(24, 4)) as stake_amount,
    unit_of_measure as stake_unit
from repeated
