-- The whole number nearest to n ÷ d (both whole), halves away from zero; null without a denominator.
create or replace macro half_away(n, d) as
    case
        when n is null or d is null or d = 0 then null
        else sign(n) * sign(d) * ((2 * abs(n) + abs(d)) // (2 * abs(d)))
    end;
