-- A whole number of billionths as a ratio with nine decimals; one too large to store is the largest that can be.
create or replace macro billionths(n) as
    cast(
        cast(
            case
                when n > cast(999999999999999999999999 as hugeint) then cast(999999999999999999999999 as hugeint)
                when n < cast(-999999999999999999999999 as hugeint) then cast(-999999999999999999999999 as hugeint)
                else n
            end as decimal(29, 0)
        )
        * cast(0.000000001 as decimal(9, 9)) as decimal(24, 9)
    );
