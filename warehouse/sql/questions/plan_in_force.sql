-- One row per phase whose operating plan is in force, the latest phase first.
-- Public, whoever asks: which plan is in force.
select
    p.phase_code,
    case when $language = 'en' then f.name_en else f.name_es end as phase_name,
    p.plan_version,
    p.poa_year,
    p.known_from
from dim_plan as p
inner join ref_phase as f on p.phase_code = f.phase_code
where
    p.is_in_force
order by p.phase_code desc
