-- One row is the forest lost in one area in one year as one vintage published it; levels and vintages are never added.
with districts as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            ubigeo,
            columns('^loss_[0-9]{4}$')
        from stg_forest_loss_districts
    ) on columns('^loss_[0-9]{4}$') into name column_name value loss_ha
),

areas as (
    select
        r.submission_id,
        r.sheet,
        r.row_number,
        r.column_name,
        r.ubigeo,
        cast(right(r.column_name, 4) as integer) as loss_year,
        r.loss_ha,
        d.period as vintage,
        p.publisher as source_name
    from districts as r
    inner join dim_submission as d on r.submission_id = d.submission_id
    left join ref_publisher as p on d.source = p.source_code and d.layout = p.layout
    union all
    select
        submission_id,
        sheet,
        row_number,
        'loss' as column_name,
        ubigeo,
        cast(year as integer) as loss_year,
        loss as loss_ha,
        cast(vintage as varchar) as vintage,
        source_name
    from stg_forest_loss_published
)

select
    fact_id(a.submission_id, a.sheet, a.row_number, a.column_name) as fact_id,
    a.submission_id,
    a.sheet,
    a.row_number,
    a.column_name,
    a.ubigeo,
    left(a.ubigeo, 2) as department_code,
    case length(a.ubigeo) when 2 then 'department' when 4 then 'province' else 'district' end as area_level,
    a.loss_year as year,
    cast(a.loss_ha as decimal(24, 4)) as loss_ha,
    a.vintage,
    a.source_name,
    v.known_from,
    v.known_to
from areas as a
left join row_span as v on a.submission_id = v.submission_id and a.sheet = v.sheet and a.row_number = v.row_number
