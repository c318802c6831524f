-- One row is a voucher a partner paid in a quarter for one of its lines.
select
    'Gastos' as sheet,
    cast(7 + n as integer) as row_number,
    format('AE1.{:03d}', $first + n % $lines) as line_code,
    'SUBCONVENIO' as category_code,
    'DCI–Norad' as fund,
    'Gasto' as movement,
    make_date(2025, 3 * cast(right($period, 1) as integer) - 2, 8) + cast(n % 80 as integer) as voucher_date,
    'Factura' as voucher_type,
    format('F{}{:02d}-{:06d}', right($period, 1), $first, n) as voucher_number,
    format('20{:09d}', n % 500) as supplier_id,
    format('Proveedor {}', n % 500) as supplier,
    'Taller con comunidades' as concept,
    'PEN' as currency_code,
    cast(30 + n % 7 as decimal(24, 2)) as amount
from range(cast($vouchers as bigint)) as r (n)
order by n
