-- The whole number nearest to n ÷ d (both whole), halves away from zero; null without a denominator, as `//` gives it.
create or replace macro half_away(n, d) as
    sign(n) * sign(d) * ((2 * abs(n) + abs(d)) // (2 * abs(d)));
