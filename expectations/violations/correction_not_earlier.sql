-- One row corrects a period that is not before the one its workbook is of.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    submission_id,
    sheet,
    row_number,
    'corrected_period' as column_name,
    corrected_period as found,
    period as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_physical_correction
where corrected_period >= period
