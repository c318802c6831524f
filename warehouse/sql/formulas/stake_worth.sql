-- What an amount at stake counts for where it is put in order: money in dollars, anything else as it is.
-- DuckDB takes decimals off 128 bits twenty times slower than off 64, which hold nearly every amount.
create or replace macro stake_worth(amount, dollars) as
    coalesce(cast(try_cast(amount as decimal(18, 4)) as decimal(20, 2)), cast(amount as decimal(20, 2)))
    * coalesce(dollars, 1);
