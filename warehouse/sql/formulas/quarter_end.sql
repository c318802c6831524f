-- The last day of a quarter written as 2025-T4.
create or replace macro quarter_end(period) as
    last_day(make_date(cast(left(period, 4) as integer), 3 * cast(right(period, 1) as integer), 1));
