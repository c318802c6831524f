-- One row is an account in a quarter, approved: what it began with, took in and paid, by the book and by the bank.
with accounts as (
    select
        r.*,
        coalesce(h.subagreement_code, d.organisation_code) as account,
        d.period
    from stg_reconciliation as r
    inner join dim_submission as d on r.submission_id = d.submission_id
    inner join stg_financial_head as h on r.submission_id = h.submission_id
    inner join row_span as v on r.submission_id = v.submission_id and r.sheet = v.sheet and r.row_number = v.row_number
    left join dim_subagreement as s on h.subagreement_code = s.subagreement_code
    where
        v.known_to is null
        and d.period <= $cutoff
        and coalesce(s.phase_code, $phase) = $phase
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], d.organisation_code)
        )
),

spent as (
    select
        e.submission_id,
        e.currency_code,
        sum(e.amount) as spent
    from stg_expense as e
    inner join ref_agreement as a on e.fund = a.fund
    group by e.submission_id, e.currency_code
),

balances as (
    select
        a.*,
        coalesce(x.spent, 0) as spent,
        a.opening_balance + coalesce(a.received, 0) + coalesce(a.interest, 0) - coalesce(a.returned, 0)
        - coalesce(x.spent, 0) as book_balance,
        a.statement_balance + coalesce(a.cash_and_advances, 0) - coalesce(a.outstanding_cheques, 0) as bank_balance
    from accounts as a
    left join spent as x on a.submission_id = x.submission_id and a.account_currency = x.currency_code
)

select
    account,
    period,
    account_currency,
    opening_balance,
    received,
    interest,
    returned,
    spent,
    book_balance,
    statement_balance,
    cash_and_advances,
    outstanding_cheques,
    bank_balance,
    bank_balance - book_balance as difference,
    fact_id(submission_id, sheet, row_number, 'opening_balance') as opening_balance_id,
    fact_id(submission_id, sheet, row_number, 'received') as received_id,
    fact_id(submission_id, sheet, row_number, 'interest') as interest_id,
    fact_id(submission_id, sheet, row_number, 'returned') as returned_id,
    fact_id(submission_id, sheet, row_number, 'statement_balance') as statement_balance_id,
    fact_id(submission_id, sheet, row_number, 'cash_and_advances') as cash_and_advances_id,
    fact_id(submission_id, sheet, row_number, 'outstanding_cheques') as outstanding_cheques_id
from balances
order by account, period desc
