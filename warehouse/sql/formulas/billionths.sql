-- A whole number of billionths as a ratio with nine decimals; one too large to store is the largest that can be.
create or replace macro billionths(n) as
    case
        when n is not null
            then
                cast(
                    cast(
                        least(
                            greatest(n, cast(-999999999999999999999999 as hugeint)),
                            cast(999999999999999999999999 as hugeint)
                        ) as decimal(29, 0)
                    )
                    * cast(0.000000001 as decimal(9, 9)) as decimal(24, 9)
                )
    end;
