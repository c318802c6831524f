-- One row is a disbursement as sent once: requested, approved and transferred, in its currency and the account's.
select
    s.disbursement_code,
    s.flow,
    s.agreement_code,
    s.subagreement_code,
    d.period,
    s.currency_code,
    s.requested_on,
    s.requested_amount,
    s.approved_on,
    s.approved_amount,
    s.transferred_on,
    s.transferred_amount,
    coalesce(s.account_currency, s.currency_code) as account_currency,
    coalesce(s.account_amount, s.transferred_amount) as account_amount,
    s.exchange_rate,
    s.submission_id,
    s.sheet,
    s.row_number,
    fact_id(s.submission_id, s.sheet, s.row_number, 'requested_amount') as requested_id,
    fact_id(s.submission_id, s.sheet, s.row_number, 'approved_amount') as approved_id,
    fact_id(s.submission_id, s.sheet, s.row_number, 'transferred_amount') as transferred_id,
    fact_id(
        s.submission_id,
        s.sheet,
        s.row_number,
        case when s.account_amount is null then 'transferred_amount' else 'account_amount' end
    ) as account_id,
    v.known_from,
    v.known_to
from stg_disbursement as s
inner join dim_submission as d on s.submission_id = d.submission_id
left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
