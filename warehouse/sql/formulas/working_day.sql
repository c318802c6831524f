-- The n-th working day after a day: Saturdays, Sundays and the days closed (a list of dates) do not count.
create or replace macro working_day(day_date, days, closed) as
    cast(list_transform(
        -- only the few days closed soon after are looked through for each day
        [list_filter(closed, lambda c: c > cast(day_date as date) and c <= cast(day_date as date) + 120)],
        lambda soon: list_filter(
            list_transform(range(1, 121), lambda n: cast(day_date as date) + cast(n as integer)),
            lambda d: isodow(d) < 6 and not list_contains(soon, d)
        )[days]
    )[1] as date);
