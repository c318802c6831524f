-- One row is a subagreement in another currency than its agreement's.
select
    s.submission_id,
    s.sheet,
    s.row_number,
    'currency_code' as column_name,
    s.currency_code as found,
    a.currency_code as expected,
    cast(s.amount as decimal(24, 4)) as stake_amount,
    s.currency_code as stake_unit
from now_subagreement as s
inner join ref_agreement as a on s.agreement_code = a.agreement_code
where s.currency_code <> a.currency_code
