-- One row is what rate an expense of an agreement in another currency takes, by the day of its voucher.
select
    agreement_code,
    value as rate_policy,
    cast(valid_from as date) as first_day,
    cast(coalesce(valid_to, '9999-12-31') as date) as next_day
from agreement_term
where name = 'rate_policy'
