-- One row is an indicator of the performance framework in force, with what it counts.
select
    f.phase_code,
    f.framework_version,
    s.submission_id,
    s.sheet,
    s.row_number,
    s.framework_code,
    s.framework_level,
    case s.framework_level when 'Impacto' then 1 when 'Resultado' then 2 else 3 end as level_order,
    s.statement,
    s.framework_indicator,
    s.unit_of_measure,
    s.baseline,
    s.baseline_year,
    s.baseline_source,
    s.unit_kind,
    s.hectare_kind,
    s.accumulation
from stg_performance_framework as s
inner join dim_framework as f on s.submission_id = f.submission_id and f.is_in_force
