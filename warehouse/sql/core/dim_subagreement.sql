-- One row is a subagreement of the register in force, with what its latest addenda left of amount and term.
with addenda as (
    select
        submission_id,
        subagreement_code,
        max_by(new_amount, signed_on) filter (where new_amount is not null) as new_amount,
        max_by(new_end, signed_on) filter (where new_end is not null) as new_end,
        count(*) as addenda
    from stg_subagreement_addendum
    group by submission_id, subagreement_code
)

select
    s.subagreement_code,
    s.agreement_code,
    d.period as phase_code,
    s.organisation_code,
    s.unit_code,
    s.currency_code,
    s.account_currency,
    s.amount as original_amount,
    coalesce(a.new_amount, s.amount) as amount,
    s.counterpart_amount,
    s.signed_on,
    s.starts_on,
    coalesce(a.new_end, s.ends_on) as ends_on,
    cast(coalesce(s.liquidation_months, 0) as integer) as liquidation_months,
    coalesce(a.addenda, 0) as addenda,
    s.subagreement_state,
    s.submission_id,
    s.sheet,
    s.row_number,
    fact_id(s.submission_id, s.sheet, s.row_number, 'amount') as fact_id
from stg_subagreement as s
inner join dim_submission as d on s.submission_id = d.submission_id
inner join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
left join addenda as a on s.submission_id = a.submission_id and s.subagreement_code = a.subagreement_code
where v.known_to is null
