-- One row is a voucher that another partner or another period already has.
select
    e.submission_id,
    e.sheet,
    e.row_number,
    'voucher_number' as column_name,
    concat_ws(' ', e.voucher_type, e.voucher_number) as found,
    string_agg(
        distinct concat_ws(' ', o.reporter_code, o.period), ', '
        order by concat_ws(' ', o.reporter_code, o.period)
    ) as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from now_expense as e
inner join now_expense as o
    on
        e.voucher_type = o.voucher_type
        and upper(e.voucher_number) = upper(o.voucher_number)
        and e.supplier_id = o.supplier_id
        and e.movement = o.movement
        and (e.reporter_code <> o.reporter_code or e.period <> o.period)
group by
    e.submission_id,
    e.sheet,
    e.row_number,
    e.voucher_type,
    e.voucher_number,
    e.amount,
    e.currency_code
