-- An amount of at most four decimals as a whole number of ten-thousandths, so that nothing is ever a DOUBLE.
create or replace macro ten_thousandths(amount) as cast(cast(amount as decimal(28, 4)) * 10000 as hugeint);
