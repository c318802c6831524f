-- One row is a voucher whose earlier submission of the same quarter has it on another line, category or fund.
with earlier as (
    select
        e.submission_id,
        e.sheet,
        e.row_number,
        e.voucher_type,
        e.voucher_number,
        e.amount,
        e.currency_code,
        string_agg(
            distinct concat_ws(' · ', o.line_code, o.category_code, o.fund), ', '
            order by concat_ws(' · ', o.line_code, o.category_code, o.fund)
        ) as others
    from now_expense as e
    inner join now_expense as o
        on
            e.reporter_code = o.reporter_code
            and e.period = o.period
            and e.submission_id <> o.submission_id
            and e.voucher_type = o.voucher_type
            and upper(e.voucher_number) = upper(o.voucher_number)
            and e.supplier_id = o.supplier_id
            and e.movement = o.movement
            and (e.line_code, e.category_code, e.fund) <> (o.line_code, o.category_code, o.fund)
    -- told together in one submission they are the parts of one voucher
    anti join now_expense as t
        on
            e.submission_id = t.submission_id
            and o.voucher_type = t.voucher_type
            and upper(o.voucher_number) = upper(t.voucher_number)
            and o.supplier_id = t.supplier_id
            and o.movement = t.movement
            and o.line_code = t.line_code
            and o.category_code = t.category_code
            and o.fund = t.fund
    where not e.is_approved
    group by all
)

select
    submission_id,
    sheet,
    row_number,
    'voucher_number' as column_name,
    concat_ws(' ', voucher_type, voucher_number) as found,
    others as expected,
    cast(abs(amount) as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from earlier
