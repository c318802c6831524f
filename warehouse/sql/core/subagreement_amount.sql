-- One row is an amount a subagreement in force was given: by its signature, or by an addendum that changed it.
with signed as (
    select
        s.subagreement_code,
        s.signed_on,
        0 as place,
        s.amount,
        fact_id(s.submission_id, s.sheet, s.row_number, 'amount') as fact_id
    from stg_subagreement as s
    inner join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
    where v.known_to is null
    union all
    select
        a.subagreement_code,
        a.signed_on,
        a.row_number as place,
        a.new_amount as amount,
        fact_id(a.submission_id, a.sheet, a.row_number, 'new_amount') as fact_id
    from stg_subagreement_addendum as a
    inner join row_span as v on a.submission_id = v.submission_id and a.sheet = v.sheet and a.row_number = v.row_number
    where v.known_to is null and a.new_amount is not null
)

select
    subagreement_code,
    signed_on,
    amount,
    -- an addendum says the whole new amount: what it adds, or takes away, is what it changes
    cast(amount - coalesce(lag(amount) over in_order, 0) as decimal(24, 2)) as difference,
    row_number() over in_order as turn,
    row_number() over in_order = count(*) over (partition by subagreement_code) as is_latest,
    fact_id
from signed
window in_order as (partition by subagreement_code order by signed_on, place)
