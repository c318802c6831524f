-- One row is a parameter of an agreement that pays a phase, with the days it is in force and where it comes from.
-- Public, whoever asks: the programme's own figures.
select
    t.agreement_code,
    t.name,
    t.valid_from,
    t.valid_to,
    t.value,
    t.unit,
    case when $language = 'en' then t.note_en else t.note end as note,
    t.source,
    t.source_date
from agreement_term as t
where t.agreement_code in (select s.agreement_code from dim_subagreement as s where s.phase_code = $phase)
order by t.agreement_code, t.name, t.valid_from
