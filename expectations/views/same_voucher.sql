-- One row is a voucher told twice: an expense and another of the same type, number, supplier and movement.
select
    e.submission_id,
    e.sheet,
    e.row_number,
    e.reporter_code,
    e.period,
    e.is_approved,
    e.voucher_type,
    e.voucher_number,
    e.supplier_id,
    e.movement,
    e.amount,
    e.currency_code,
    concat_ws(' · ', e.line_code, e.category_code, e.fund) as charged_to,
    o.submission_id as other_id,
    o.reporter_code as other_reporter,
    o.period as other_period,
    concat_ws(' · ', o.line_code, o.category_code, o.fund) as other_charged_to
from now_expense as e
inner join now_expense as o
    on
        e.voucher_type = o.voucher_type
        and e.voucher_number = o.voucher_number
        and e.supplier_id = o.supplier_id
        and e.movement = o.movement
        and (e.submission_id, e.sheet, e.row_number) <> (o.submission_id, o.sheet, o.row_number)
