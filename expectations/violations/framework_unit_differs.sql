-- One row is a goal whose unit or kind of hectare is not that of the framework indicator it would be added to.
with cited as (
    select
        g.submission_id,
        g.sheet,
        g.row_number,
        h.phase_code,
        i.unit,
        i.hectare_kind,
        i.unit_kind,
        g.phase_target,
        trim(unnest(string_split(g.framework_code, ';'))) as framework_code
    from now_operating_plan_goals as g
    inner join now_operating_plan_head as h on g.submission_id = h.submission_id
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    'framework_code' as column_name,
    concat_ws(' · ', c.framework_code, c.unit, c.hectare_kind) as found,
    concat_ws(' · ', f.unit_of_measure, f.hectare_kind, f.unit_kind) as expected,
    cast(c.phase_target as decimal(24, 4)) as stake_amount,
    c.unit as stake_unit
from cited as c
inner join framework_indicator as f on c.phase_code = f.phase_code and c.framework_code = f.framework_code
where
    case
        when f.hectare_kind is not null then c.hectare_kind is distinct from f.hectare_kind
        -- what counts distinct units takes any goal that names them
        when f.unit_kind is not null then c.unit_kind is distinct from f.unit_kind
        else c.unit <> f.unit_of_measure
    end
