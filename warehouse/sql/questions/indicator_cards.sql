-- One row per indicator: what it counts, how it is measured and how its values add up.
-- Public, whoever asks: reference data.
select
    i.indicator_code,
    case when $language = 'en' then i.name_en else i.name_es end as indicator_name,
    i.unit,
    case when $language = 'en' then k.name_en else k.kind end as measurement_kind,
    i.mode,
    i.direction,
    i.adds_periods,
    i.adds_regions,
    i.adds_sites,
    i.adds_actions,
    i.hectare_kind,
    i.unit_kind,
    i.people_kind,
    i.integer_only = 'yes' as is_whole,
    i.counts_people = 'yes' as counts_people,
    i.source,
    i.source_date
from ref_indicator as i
left join ref_unit_of_measure as u on i.unit = u.unit
left join ref_measurement_kind as k on u.measurement_kind = k.kind
order by i.indicator_code
