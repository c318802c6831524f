-- An amount times two rates and divided by two, in hundredths, half away from zero; nothing is rounded in between.
create or replace macro converted(amount, up, up_again, down, down_again) as
    cast(
        cast(
            half_away(
                cast(cast(amount as decimal(20, 2)) * 100 as hugeint)
                * tens_of_billionths(up)
                * tens_of_billionths(up_again),
                tens_of_billionths(down) * tens_of_billionths(down_again)
            ) as decimal(36, 0)
        )
        * cast(0.01 as decimal(3, 2)) as decimal(24, 2)
    );
