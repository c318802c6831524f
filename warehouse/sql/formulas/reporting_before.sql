-- The quarter after which a report of that frequency, due in that quarter, begins; T0 is before the year.
create or replace macro reporting_before(frequency, poa_year, quarter) as
    concat(
        poa_year,
        '-T',
        case frequency when 'Anual' then 0 when 'Semestral' then greatest(quarter - 2, 0) else quarter - 1 end
    );
