-- One row is a voucher that another partner or another period already has.
select
    submission_id,
    sheet,
    row_number,
    'voucher_number' as column_name,
    concat_ws(' ', voucher_type, voucher_number) as found,
    string_agg(
        distinct concat_ws(' ', other_reporter, other_period), ', '
        order by concat_ws(' ', other_reporter, other_period)
    ) as expected,
    cast(abs(amount) as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from same_voucher
where reporter_code <> other_reporter or period <> other_period
group by submission_id, sheet, row_number, voucher_type, voucher_number, amount, currency_code
