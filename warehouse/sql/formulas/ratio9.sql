-- A ratio n ÷ d (at most four decimals each) with nine decimals, half away from zero; null without a denominator.
create or replace macro ratio9(n, d) as
    billionths(half_away(ten_thousandths(n) * 1000000000, ten_thousandths(d)));
