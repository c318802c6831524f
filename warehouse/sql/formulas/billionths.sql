-- A whole number of billionths as a ratio with nine decimals; one too large to store is the largest that can be.
create or replace macro billionths(n) as
    cast(
        case
            when abs(n) < cast(1000000000000000000000000 as hugeint)
                then cast(n as decimal(29, 0)) * cast(0.000000001 as decimal(9, 9))
            when n is not null then sign(n) * cast(999999999999999.999999999 as decimal(24, 9))
        end as decimal(24, 9)
    );
