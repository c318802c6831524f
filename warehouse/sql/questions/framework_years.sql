-- One row per year of one indicator of the framework: its target, and its approved value at the last cut-off seen.
-- Public, whoever asks: the totals that donors and the board read.
select
    t.target_year,
    t.target,
    v.cutoff,
    v.value,
    v.progress
from framework_target as t
left join framework_value as v
    on
        t.phase_code = v.phase_code
        and t.framework_code = v.framework_code
        and t.target_year = v.target_year
        and v.basis = 'conforme'
        and v.cutoff <= $cutoff
where t.phase_code = $phase and t.framework_code = $code and t.target is not null
qualify row_number() over (partition by t.target_year order by v.cutoff desc nulls last) = 1
order by t.target_year
