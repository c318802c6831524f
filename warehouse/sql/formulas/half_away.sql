-- The whole number nearest to n ÷ d (both whole), halves away from zero; null without a denominator, as `//` gives it.
-- In 64 bits where the sum below fits in them: 128 are divided a hundred times slower.
create or replace macro half_away(n, d) as
    case
        when abs(n) < 4000000000000000000 and abs(d) < 1000000000000000000
            then
                cast(
                    sign(n) * sign(d)
                    * ((2 * cast(abs(n) as bigint) + cast(abs(d) as bigint)) // (2 * cast(abs(d) as bigint))) as hugeint
                )
        when n is not null then sign(n) * sign(d) * ((2 * abs(n) + abs(d)) // (2 * abs(d)))
    end;
