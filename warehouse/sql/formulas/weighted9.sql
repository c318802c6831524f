-- One part of a weighted mean, whole: weight in ten-thousandths × ratio in billionths, the ratio kept within 0 and 1.
create or replace macro weighted9(weight, ratio) as
    ten_thousandths(weight)
    * cast(greatest(0, least(1, cast(ratio as decimal(24, 9)))) * 1000000000 as hugeint);
