-- The quarter a day is in, as periods are written: 2025-T3; none without a day.
create or replace macro quarter_of(day) as year(day) || '-T' || quarter(day);
