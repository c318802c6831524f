-- One row per indicator of the framework in force at a cut-off: its value on both bases, its target, its progress.
-- Public, whoever asks: the totals that donors and the board read.
select
    i.framework_level,
    i.framework_code,
    i.statement,
    i.framework_indicator,
    i.unit_of_measure,
    i.unit_kind,
    i.hectare_kind,
    i.accumulation,
    v.framework_version,
    v.target_year,
    i.baseline,
    v.target,
    v.value,
    r.value as value_reported,
    v.progress,
    v.units,
    v.goals,
    v.goals_reported,
    v.note
from framework_indicator as i
inner join framework_value as v on i.phase_code = v.phase_code and i.framework_code = v.framework_code
inner join framework_value as r
    on v.phase_code = r.phase_code and v.framework_code = r.framework_code and v.cutoff = r.cutoff
where i.phase_code = $phase and v.cutoff = $cutoff and v.basis = 'conforme' and r.basis = 'reportado'
order by i.level_order, i.framework_code
