-- One row is how the account of a partner closes a quarter.
select
    'Conciliación' as sheet,
    7::integer as row_number,
    $subagreement || '/' || $period as settlement_code,
    'PEN' as account_currency,
    cast($opening as decimal(24, 2)) as opening_balance,
    cast($received as decimal(24, 2)) as received,
    cast($closing as decimal(24, 2)) as statement_balance
