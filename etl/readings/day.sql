-- One row is a cell of a date column that holds no plain date: the day it means, or the rule it breaks.
with month_name (month, names) as (
    values
    (1, ['ene', 'enero', 'jan', 'january']),
    (2, ['feb', 'febrero', 'february']),
    (3, ['mar', 'marzo', 'march']),
    (4, ['abr', 'abril', 'apr', 'april']),
    (5, ['may', 'mayo']),
    (6, ['jun', 'junio', 'june']),
    (7, ['jul', 'julio', 'july']),
    (8, ['ago', 'agosto', 'aug', 'august']),
    (9, ['set', 'sep', 'sept', 'setiembre', 'septiembre', 'september']),
    (10, ['oct', 'octubre', 'october']),
    (11, ['nov', 'noviembre', 'november']),
    (12, ['dic', 'diciembre', 'dec', 'december'])
),

tidied as (
    select
        row_number,
        column_name,
        regexp_replace(
            lower(strip_accents(tidy_cell(text))), '[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.? ?m\.?)?$', ''
        ) as tidy
    from odd_day
),

split as (
    select
        *,
        regexp_extract(
            regexp_replace(tidy, '^(\d{4})(\d{2})(\d{2})$', '\1-\2-\3'),
            '^(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})$',
            ['year', 'month', 'day']
        ) as year_first,
        regexp_extract(tidy, '^(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,6})$', ['day', 'month', 'year']) as day_first,
        regexp_extract(
            tidy, '^(\d{1,2})(?: de |[ -/.])([a-z]+)\.?(?: del? |[ -/.]|, )(\d{1,6})$', ['day', 'name', 'year']
        ) as named,
        regexp_extract(tidy, '^([a-z]+)\.? (\d{1,2})(?:, ?| )(\d{1,6})$', ['name', 'day', 'year']) as name_first,
        try_cast(regexp_extract(tidy, '^(\d{5})(\.\d+)?$', 1) as integer) as serial
    from tidied
),

joined as (
    select
        s.*,
        coalesce(
            nullif(year_first['year'], ''), nullif(day_first['year'], ''), nullif(named['year'], ''), name_first['year']
        ) as year,
        coalesce(
            try_cast(nullif(year_first['month'], '') as integer),
            try_cast(nullif(day_first['month'], '') as integer),
            m.month
        ) as month,
        cast(
            coalesce(
                nullif(year_first['day'], ''),
                nullif(day_first['day'], ''),
                nullif(named['day'], ''),
                nullif(name_first['day'], '')
            ) as integer
        ) as day
    from split as s
    left join month_name as m on list_contains(m.names, coalesce(nullif(named['name'], ''), name_first['name']))
),

dated as (
    select
        *,
        case
            -- Between 2000 and 2099, so that a year or a code is not taken for a date.
            when serial between 36526 and 73050 then cast(date '1899-12-30' + serial as date)
            when length(year) = 4 then try_cast(format('{}-{:02d}-{:02d}', year, month, day) as date)
        end as found,
        case
            when length(year) = 4 and day_first['year'] <> ''
                then try_cast(format('{}-{:02d}-{:02d}', year, day, month) as date)
        end as swapped
    from joined
),

judged as (
    select
        *,
        case
            when found is null and (year = '' or month is null) then 'not_a_date'
            when year <> '' and length(year) = 2 then 'two_digit_year'
            when year <> '' and (length(year) <> 4 or cast(year as integer) not between 1900 and 2100)
                then 'improbable_year'
            when found is not null then 'read_as'
            when swapped is not null then 'month_before_day'
            else 'impossible_day'
        end as rule
    from dated
)

select
    row_number,
    column_name,
    case when rule = 'read_as' then cast(found as varchar) end as value,
    rule,
    case rule
        when 'read_as' then strftime(found, '%d/%m/%Y')
        when 'month_before_day' then strftime(swapped, '%d/%m/%Y')
    end as meant
from judged
