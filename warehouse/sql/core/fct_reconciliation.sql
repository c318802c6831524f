-- One row is an account in a quarter, in force: what it began with, took in and paid, by the book and by the bank.
with spent as (
    select
        e.submission_id,
        e.currency_code,
        sum(e.amount) as spent
    from stg_expense as e
    inner join ref_agreement as a on e.fund = a.fund
    group by e.submission_id, e.currency_code
)

select
    h.subagreement_code,
    coalesce(h.subagreement_code, d.organisation_code) as account,
    d.organisation_code,
    d.period,
    r.account_currency,
    r.opening_balance,
    r.received,
    r.interest,
    r.returned,
    coalesce(x.spent, 0) as spent,
    r.opening_balance + coalesce(r.received, 0) + coalesce(r.interest, 0) - coalesce(r.returned, 0)
    - coalesce(x.spent, 0) as book_balance,
    r.statement_balance,
    r.cash_and_advances,
    r.outstanding_cheques,
    r.statement_balance + coalesce(r.cash_and_advances, 0) - coalesce(r.outstanding_cheques, 0) as bank_balance,
    bank_balance - book_balance as difference,
    fact_id(r.submission_id, r.sheet, r.row_number, 'opening_balance') as opening_balance_id,
    fact_id(r.submission_id, r.sheet, r.row_number, 'received') as received_id,
    fact_id(r.submission_id, r.sheet, r.row_number, 'interest') as interest_id,
    fact_id(r.submission_id, r.sheet, r.row_number, 'returned') as returned_id,
    fact_id(r.submission_id, r.sheet, r.row_number, 'statement_balance') as statement_balance_id,
    fact_id(r.submission_id, r.sheet, r.row_number, 'cash_and_advances') as cash_and_advances_id,
    fact_id(r.submission_id, r.sheet, r.row_number, 'outstanding_cheques') as outstanding_cheques_id,
    r.submission_id,
    r.sheet,
    r.row_number
from stg_reconciliation as r
inner join dim_submission as d on r.submission_id = d.submission_id
inner join stg_financial_head as h on r.submission_id = h.submission_id
inner join row_span as v on r.submission_id = v.submission_id and r.sheet = v.sheet and r.row_number = v.row_number
left join spent as x on r.submission_id = x.submission_id and r.account_currency = x.currency_code
where v.known_to is null
