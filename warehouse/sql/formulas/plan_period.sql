-- The period a column of a plan is about, as the sheet Reprogramación writes it: Fase, 2026 or 2026-T3.
create or replace macro plan_period(column_name, poa_year) as
    case
        when column_name like 'phase_%' then 'Fase'
        when column_name like 'year_%' then right(column_name, 4)
        else concat(poa_year, '-', upper(column_name))
    end;
