-- A ratio n ÷ d with nine decimals, half away from zero; null without a denominator. n and d have at most four decimals.
create or replace macro ratio9(n, d) as
    billionths(half_away(ten_thousandths(n) * 1000000000, ten_thousandths(d)));
