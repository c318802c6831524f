-- One row is an expense as sent once, approved or not: a voucher's amount on a line, a category and a fund.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    expense_id(
        d.organisation_code,
        d.period,
        s.voucher_type,
        s.voucher_number,
        s.supplier_id,
        s.movement,
        s.line_code,
        s.category_code,
        s.fund
    ) as expense_id,
    h.settlement_code,
    h.subagreement_code,
    h.account_currency,
    d.organisation_code,
    d.unit_code,
    d.period,
    s.line_code,
    s.category_code,
    s.fund,
    s.movement,
    s.voucher_date,
    s.paid_on,
    s.voucher_type,
    s.voucher_number,
    s.concept,
    s.currency_code,
    s.amount,
    s.sales_tax,
    s.submission_id,
    s.sheet,
    s.row_number,
    fact_id(s.submission_id, s.sheet, s.row_number, 'amount') as fact_id,
    d.received_sequence,
    v.known_from,
    v.known_to
from stg_expense as s
inner join dim_submission as d on s.submission_id = d.submission_id
inner join stg_financial_head as h on s.submission_id = h.submission_id
left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
