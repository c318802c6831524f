-- One row is a drawn row as staging leaves it: in 1,000 two share a key, one is off its list, two too low.
select
    range::integer as row_number,
    'AE1.' || lpad((100 + range % 8)::varchar, 3, '0') || '/' || lpad(keyed::varchar, 6, '0') as goal_id,
    case when range % 1000 = 7 then 'Tal vez' else ['Con avance', 'Sin avance', 'Culminada'][1 + range % 3] end
        as situation,
    (250101 + range % 400)::varchar as district_code,
    ['Informe', 'Acta', 'Otro', null][1 + range % 4] as document_type,
    ['Seguridad', 'Clima o acceso', null, null][1 + range % 4] as reason,
    'Visita ' || range as comment,
    case when range % 500 = 11 then -1 else range % 97 end::decimal(24, 4) as quantity,
    null::varchar as quantity_unreadable,
    null::varchar as quantity_excess,
    (range % 31)::decimal(24, 4) as women,
    null::varchar as women_unreadable,
    null::varchar as women_excess,
    (range % 29)::decimal(24, 4) as men,
    null::varchar as men_unreadable,
    null::varchar as men_excess,
    ((range % 1009) * 0.125)::decimal(24, 4) as hectares,
    null::varchar as hectares_unreadable,
    null::varchar as hectares_excess,
    (2020 + range % 6)::decimal(24, 0) as year,
    null::varchar as year_unreadable,
    null::varchar as year_excess,
    date '2025-01-01' + (range % 365)::integer as document_date,
    null::varchar as document_date_unreadable
from (select range, range - (range % 1000 = 8)::integer * 8 as keyed from range($rows))
