-- One row is an expense whose voucher is of a day after its workbook was sent.
select
    submission_id,
    sheet,
    row_number,
    'voucher_date' as column_name,
    strftime(voucher_date, '%d/%m/%Y') as found,
    strftime(sent_on, '%d/%m/%Y') as expected,
    cast(abs(amount) as decimal(24, 4)) as stake_amount,
    currency_code as stake_unit
from now_expense
where voucher_date > sent_on
