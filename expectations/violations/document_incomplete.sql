-- One row is an achievement whose document is not named whole: its kind, its number or its date is missing.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    submission_id,
    sheet,
    row_number,
    case
        when document_type is null then 'document_type'
        when document_number is null then 'document_number'
        else 'document_date'
    end as column_name,
    '' as found,
    coalesce(document_type, '') as expected,
    cast(quantity as decimal(24, 4)) as stake_amount,
    unit_of_measure as stake_unit
from now_physical_progress
where
    (quantity > 0 or numerator > 0)
    and document_type is distinct from 'Pendiente'
    and (document_type is null or document_number is null or document_date is null)
