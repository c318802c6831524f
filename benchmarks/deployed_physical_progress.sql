-- One row is what a report says of one goal, a goal being the n-th place of a line.
with places as (
    select
        code,
        row_number() over () - 1 as place
    from place
)

select
    'Avance' as sheet,
    cast(7 + n - $first as integer) as row_number,
    format('AE1.{:03d}/SAF-CON/{}', n // 200, p.code) as goal_id,
    format('AE1.{:03d}', n // 200) as line_code,
    'Contrato' as unit_of_measure,
    'Cantidad del periodo' as mode,
    'Con avance' as situation,
    cast(if($before > 0, $before, n % 3) + if($version > 1, $contracts, 0) as decimal(24, 4)) as quantity,
    cast(n % 7 as decimal(24, 4)) as women,
    cast(n % 5 as decimal(24, 4)) as men,
    'Informe' as document_type,
    format('INF-{:05d}-{}', n, $period) as document_number,
    make_date(cast(left($period, 4) as integer), 3 * cast(right($period, 1) as integer), 1) as document_date,
    if(n % 3 = 0, 'Clima o acceso', null) as shortfall_reason,
    if(n % 3 = 0, format('Creciente del río, visita {} reprogramada', n), null) as comment
from range(cast($first as bigint), cast($last as bigint)) as r (n)
inner join places as p on n % 200 = p.place
order by n
