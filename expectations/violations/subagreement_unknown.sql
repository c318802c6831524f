-- One row names a subagreement that the register in force does not have.
with named as (
    select
        submission_id,
        sheet,
        row_number,
        subagreement_code,
        coalesce(transferred_amount, approved_amount, requested_amount) as amount,
        currency_code
    from now_disbursement
    union all by name
    select
        a.submission_id,
        a.sheet,
        a.row_number,
        a.subagreement_code,
        a.new_amount as amount,
        a.currency_code
    from now_subagreement_addendum as a
    anti join now_subagreement as s on a.submission_id = s.submission_id and a.subagreement_code = s.subagreement_code
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'subagreement_code' as column_name,
    n.subagreement_code as found,
    '' as expected,
    cast(n.amount as decimal(24, 4)) as stake_amount,
    n.currency_code as stake_unit
from named as n
anti join dim_subagreement as s on n.subagreement_code = s.subagreement_code
where n.subagreement_code is not null
