-- An amount of a ratio times its denominator in ten-thousandths, whole and exact: so Σ over places is Σ ÷ Σ.
-- Without a denominator the amount itself; of a denominator of 0, or past what anybody counts, unknown.
create or replace macro in_denominators(amount, denominator) as
    case
        when denominator is null then cast(amount as decimal(28, 4))
        when
            denominator > 0
            and denominator < 100000000000
            and abs(amount) < 10000000000000
            and cast(abs(amount) as hugeint) * cast(denominator as hugeint) < 1000000000000000000
            then
                cast(
                    cast(ten_thousandths(amount) * ten_thousandths(denominator) as decimal(28, 0))
                    * cast(0.0001 as decimal(5, 4)) as decimal(28, 4)
                )
    end;
