-- One row is a target or baseline of a plan outside the range of its kind of measurement: 130 %.
with stated as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            indicator_code,
            columns('^(baseline|phase_target|year_[0-9]{4}|t[1-4])$')
        from now_operating_plan_goals
    ) on columns('^(baseline|phase_target|year_[0-9]{4}|t[1-4])$') into name column_name value amount
)

select
    s.submission_id,
    s.sheet,
    s.row_number,
    s.column_name,
    cast(s.amount as varchar) as found,
    concat_ws('–', k.minimum, coalesce(k.maximum, '∞')) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from stated as s
inner join ref_indicator as i on s.indicator_code = i.indicator_code
inner join ref_unit_of_measure as u on i.unit = u.unit
inner join ref_measurement_kind as k on u.measurement_kind = k.kind
where s.amount < cast(k.minimum as decimal(24, 4)) or s.amount > cast(k.maximum as decimal(24, 4))
