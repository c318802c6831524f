-- One row is what one indicator reached at a cut-off in a region, or in the whole programme, on both bases.
-- Public, whoever asks: the programme's own figures.
select
    v.level,
    v.code as department_code,
    t.name as department_name,
    max(v.value) filter (where v.basis = 'conforme') as value,
    max(v.value) filter (where v.basis = 'reportado') as value_reported,
    any_value(v.goals) as goals,
    max(v.goals_known) filter (where v.basis = 'conforme') as goals_known,
    max(v.women) filter (where v.basis = 'conforme') as women,
    max(v.men) filter (where v.basis = 'conforme') as men,
    max(v.sex_unknown) filter (where v.basis = 'conforme') as sex_unknown,
    max(v.indigenous) filter (where v.basis = 'conforme') as indigenous,
    max(v.youth) filter (where v.basis = 'conforme') as youth,
    max(v.hectares_twice) filter (where v.basis = 'conforme') as hectares_twice,
    any_value(v.refused_along) as refused_along
from indicator_value as v
left join ref_territory as t on v.code = t.ubigeo
where
    v.indicator_code = $indicator
    and v.phase_code = $phase
    and v.cutoff = $cutoff
    and v.level in ('region', 'programme')
group by v.level, v.code, t.name
order by v.level desc, v.code
