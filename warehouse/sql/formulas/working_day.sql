-- The n-th working day after a day: Saturdays, Sundays and the days closed (a list of dates) do not count.
create or replace macro working_day(day_date, days, closed) as
    cast(list_filter(
        list_transform(range(1, 121), lambda n: cast(day_date as date) + cast(n as integer)),
        lambda d: isodow(d) < 6 and not list_contains(closed, d)
    )[days] as date);
