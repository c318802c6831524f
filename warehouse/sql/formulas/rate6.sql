-- A rate of six decimals as a whole number of millionths, so that nothing is ever a DOUBLE.
create or replace macro rate6(rate) as cast(cast(rate as decimal(24, 6)) * 1000000 as hugeint);
