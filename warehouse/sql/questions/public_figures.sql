-- One row is a figure somebody published about the programme, with its source and date; what is not stated stays so.
-- Public, whoever asks: figures already published.
select
    f.code,
    f.topic,
    case when $language = 'en' then f.name_en else f.name_es end as figure_name,
    f.precision as stated,
    cast(f.value as decimal(24, 4)) as value,
    f.unit,
    f.as_of,
    case when $language = 'en' then f.note_en else f.note_es end as note,
    f.source,
    f.source_date
from ref_public_figure as f
order by f.topic, cast(f.sort_order as integer)
