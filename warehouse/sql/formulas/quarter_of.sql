-- The quarter a day is in, as periods are written: 2025-T3.
create or replace macro quarter_of(day) as concat(year(day), '-T', quarter(day));
