-- One row is a contract that a report names, so many of each goal.
with places as (
    select
        code,
        row_number() over () - 1 as place
    from place
)

select
    'Detalle' as sheet,
    cast(7 + (n - $first) * $contracts + c as integer) as row_number,
    format('AE1.{:03d}/SAF-CON/{}', n // 200, p.code) as goal_id,
    'Contrato' as unit_kind,
    format('Parcela {} de {}', c, n) as unit_name,
    format('{}-{:05d}-{:03d}', $period, n, c + 50 * ($version - 1)) as unit_number,
    p.code as district_code,
    cast((n + c) % 90 + 0.25 + $version as decimal(24, 4)) as hectares,
    cast(c % 3 as decimal(24, 4)) as unit_women,
    cast(c % 2 as decimal(24, 4)) as unit_men,
    make_date(cast(left($period, 4) as integer), 3 * cast(right($period, 1) as integer), 1) as achieved_on
from range(cast($first as bigint), cast($last as bigint)) as r (n)
cross join range(cast($contracts as bigint)) as k (c)
inner join places as p on n % 200 = p.place
order by n, c
