-- One row is an account whose bank balance is not what its book gives.
select
    submission_id,
    sheet,
    row_number,
    'statement_balance' as column_name,
    cast(bank_balance as varchar) as found,
    cast(opening_balance + received + interest - returned - spent as varchar) as expected,
    cast(abs(bank_balance - (opening_balance + received + interest - returned - spent)) as decimal(24, 4))
        as stake_amount,
    account_currency as stake_unit
from account
where bank_balance <> opening_balance + received + interest - returned - spent
