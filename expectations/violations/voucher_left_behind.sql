-- One row is a voucher that another submission of the same quarter has on another line, category or fund.
with elsewhere as (
    select *
    from same_voucher
    where
        not is_approved
        and reporter_code = other_reporter
        and period = other_period
        and submission_id <> other_id
        and charged_to <> other_charged_to
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'voucher_number' as column_name,
    concat_ws(' ', e.voucher_type, e.voucher_number) as found,
    string_agg(distinct e.other_charged_to, ', ' order by e.other_charged_to) as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from elsewhere as e
-- told together in one submission they are the parts of one voucher
anti join same_voucher as t
    on
        e.other_id = t.other_id
        and e.submission_id = t.submission_id
        and e.voucher_type = t.voucher_type
        and e.voucher_number = t.voucher_number
        and e.supplier_id = t.supplier_id
        and e.movement = t.movement
        and e.other_charged_to = t.charged_to
group by e.submission_id, e.sheet, e.row_number, e.voucher_type, e.voucher_number, e.amount, e.currency_code
