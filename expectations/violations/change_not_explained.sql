-- One row is a target or amount of a plan that differs from the version before it, and no reprogramming row says why.
select
    c.submission_id,
    coalesce(c.sheet, c.line_sheet) as sheet,
    coalesce(c.row_number, c.line_row) as row_number,
    if(c.sheet is null, 'line_code', c.column_name) as column_name,
    concat_ws(' · ', c.row_key, c.period, coalesce(cast(c.after as varchar), '—')) as found,
    coalesce(cast(c.before as varchar), '—') as expected,
    cast(abs(coalesce(c.after, 0) - coalesce(c.before, 0)) as decimal(24, 4)) as stake_amount,
    coalesce(i.unit, split_part(c.row_key, '/', 4)) as stake_unit
from plan_compared as c
left join ref_indicator as i on c.change_kind = 'Meta' and c.item = i.indicator_code
anti join now_operating_plan_reprogramming as r
    on
        c.submission_id = r.submission_id
        and c.line_code = r.line_code
        and c.change_kind = r.change_kind
        and coalesce(r.item, c.item) = c.item
        and coalesce(r.changed_period, c.period) = c.period
where c.after is distinct from c.before
