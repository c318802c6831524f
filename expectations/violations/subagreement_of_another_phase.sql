-- One row is a subagreement that the register of another phase has.
select
    s.submission_id,
    s.sheet,
    s.row_number,
    'subagreement_code' as column_name,
    s.subagreement_code as found,
    o.phase_code as expected,
    cast(s.amount as decimal(24, 4)) as stake_amount,
    s.currency_code as stake_unit
from now_subagreement as s
inner join dim_subagreement as o on s.subagreement_code = o.subagreement_code and s.period <> o.phase_code
