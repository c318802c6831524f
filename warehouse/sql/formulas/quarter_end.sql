-- The last day of a quarter written as 2025-T4; null for what is no quarter.
create or replace macro quarter_end(period) as
    last_day(
        make_date(
            try_cast(left(period, 4) as integer),
            case when right(period, 1) in ('1', '2', '3', '4') then 3 * cast(right(period, 1) as integer) end,
            1
        )
    );
