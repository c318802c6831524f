-- Numerator ÷ denominator in the indicator's unit, four decimals, half away from zero; null without a denominator.
create or replace macro ratio_value(unit, numerator, denominator) as
    case
        when numerator < 100000000000 and denominator > 0
            then
                cast(
                    half_away(ten_thousandths(numerator) * ratio_factor(unit) * 10000, ten_thousandths(denominator))
                    * cast(0.0001 as decimal(5, 4)) as decimal(28, 4)
                )
    end;
