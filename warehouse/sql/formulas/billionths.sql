-- A whole number of billionths as a ratio with nine decimals.
create or replace macro billionths(n) as
    cast(cast(n as decimal(29, 0)) * cast(0.000000001 as decimal(9, 9)) as decimal(24, 9));
