-- One row is the reconciliation of an account's quarter, in force, in review or in hand, with what was spent of it.
select
    r.submission_id,
    r.sheet,
    r.row_number,
    r.reporter_code,
    r.period,
    r.is_approved,
    h.subagreement_code,
    r.account_currency,
    r.opening_balance,
    r.received,
    coalesce(r.interest, 0) as interest,
    coalesce(r.returned, 0) as returned,
    r.statement_balance + coalesce(r.cash_and_advances, 0) - coalesce(r.outstanding_cheques, 0) as bank_balance,
    coalesce((
        select sum(e.amount)
        from now_expense as e
        inner join ref_agreement as a on e.fund = a.fund
        where e.submission_id = r.submission_id and e.currency_code = r.account_currency
    ), 0) as spent
from now_reconciliation as r
inner join now_financial_head as h on r.submission_id = h.submission_id
