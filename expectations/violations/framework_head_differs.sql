-- One row is a framework whose head is of another phase or version than the submission.
select
    submission_id,
    sheet,
    row_number,
    'framework_version' as column_name,
    concat_ws('-', phase_code, framework_version) as found,
    period as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from now_performance_framework_head
where concat_ws('-', phase_code, framework_version) <> period
