-- One part of a weighted mean, whole: weight in ten-thousandths × ratio in billionths, the ratio kept within 0 and 1.
-- An unknown ratio is no part at all: `least` would skip the null and count it as 1.
create or replace macro weighted9(weight, ratio) as
    case
        when ratio is not null
            then
                ten_thousandths(weight)
                * cast(greatest(0, least(1, cast(ratio as decimal(24, 9)))) * 1000000000 as hugeint)
    end;
