-- One row is an expense booked in a quarter that was over when its voucher was made.
select
    submission_id,
    sheet,
    row_number,
    'voucher_date' as column_name,
    strftime(voucher_date, '%d/%m/%Y') as found,
    strftime(quarter_end(period), '%d/%m/%Y') as expected,
    cast(abs(amount) as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from now_expense
where voucher_date > quarter_end(period)
