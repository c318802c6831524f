-- A rate as a whole number of ten-thousand-millionths (ten decimals), so that nothing is ever a DOUBLE.
create or replace macro tens_of_billionths(rate) as
    cast(cast(rate as decimal(24, 10)) * cast(10000000000 as decimal(11, 0)) as hugeint);
