-- One row is a target or amount changed in a quarter or year of which the line already had an approved report.
with reported as (
    select distinct
        split_part(goal_id, '/', 1) as line_code,
        period,
        known_from
    from fct_physical
    where known_from is not null
)

select distinct
    c.submission_id,
    coalesce(c.sheet, c.line_sheet) as sheet,
    coalesce(c.row_number, c.line_row) as row_number,
    if(c.sheet is null, 'line_code', c.column_name) as column_name,
    concat_ws(' · ', c.period, coalesce(cast(c.after as varchar), '—')) as found,
    coalesce(cast(c.before as varchar), '—') as expected,
    cast(abs(coalesce(c.after, 0) - coalesce(c.before, 0)) as decimal(24, 4)) as stake_amount,
    coalesce(i.unit, split_part(c.row_key, '/', 4)) as stake_unit
from plan_compared as c
inner join reported as r
    on
        c.line_code = r.line_code
        -- a year is over once its last quarter was reported
        and if(c.period like '____', concat(c.period, '-T4'), c.period) = r.period
        and r.known_from < c.known_from
left join ref_indicator as i on c.change_kind = 'Meta' and c.item = i.indicator_code
where c.after is distinct from c.before
