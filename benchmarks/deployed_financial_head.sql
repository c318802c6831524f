-- One row is the head of what a partner tells of its account in a quarter.
select
    'Carátula' as sheet,
    7::integer as row_number,
    $subagreement || '/' || $period as settlement_code,
    $subagreement as subagreement_code,
    $partner as partner,
    $period as quarter,
    'PEN' as account_currency,
    'DES-' || $partner as disbursements,
    cast(3.75 as decimal(24, 6)) as disbursement_rate
