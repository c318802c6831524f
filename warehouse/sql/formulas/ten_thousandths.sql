-- An amount of at most four decimals as a whole number of ten-thousandths, so that nothing is ever a DOUBLE.
-- DuckDB divides 128 bits a hundred times slower than 64, which hold what is below a thousand million.
create or replace macro ten_thousandths(amount) as
    case
        when abs(amount) < 999999999
            then
                cast(
                    cast(cast(amount as decimal(13, 4)) * cast(10000 as decimal(5, 0)) as bigint) as hugeint
                )
        when amount is not null then cast(cast(amount as decimal(28, 4)) * 10000 as hugeint)
    end;
