-- One row is a subagreement of the register in force, with what its latest addenda left of amount and term.
with addenda as (
    select
        submission_id,
        subagreement_code,
        max_by(new_end, (signed_on, row_number)) filter (where new_end is not null) as new_end,
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
    g.amount,
    s.counterpart_amount,
    s.signed_on,
    s.starts_on,
    s.ends_on as original_end,
    coalesce(a.new_end, s.ends_on) as ends_on,
    cast(coalesce(s.liquidation_months, 0) as integer) as liquidation_months,
    coalesce(a.addenda, 0) as addenda,
    s.subagreement_state,
    s.document,
    s.submission_id,
    s.sheet,
    s.row_number,
    g.fact_id,
    fact_id(s.submission_id, s.sheet, s.row_number, 'counterpart_amount') as counterpart_id
from stg_subagreement as s
inner join dim_submission as d on s.submission_id = d.submission_id
inner join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
inner join subagreement_amount as g on s.subagreement_code = g.subagreement_code and g.is_latest
left join addenda as a on s.submission_id = a.submission_id and s.subagreement_code = a.subagreement_code
where v.known_to is null
