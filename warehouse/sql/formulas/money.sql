-- A whole number of hundredths as an amount of money.
create or replace macro money(hundredths) as
    cast(cast(hundredths as decimal(36, 0)) * cast(0.01 as decimal(3, 2)) as decimal(24, 2));
