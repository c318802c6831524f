-- An amount of money as a whole number of hundredths, so that nothing is ever a DOUBLE.
create or replace macro cents(amount) as cast(cast(amount as decimal(20, 2)) * 100 as hugeint);
