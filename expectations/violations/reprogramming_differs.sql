-- One row is a reprogramming of a target or amount whose before or after is not what the two versions say.
with amounts as (
    select
        submission_id,
        line_code,
        change_kind,
        item,
        period,
        before,
        after
    from plan_compared
    union
    -- a category may be spread over several rows of the budget
    select
        submission_id,
        line_code,
        change_kind,
        item,
        period,
        sum(before) as before,
        sum(after) as after
    from plan_compared
    group by submission_id, line_code, change_kind, item, period
),

said as (
    select
        r.*,
        try_cast(replace(r.says, ',', '') as decimal(24, 4)) as said_before,
        try_cast(replace(r.should_say, ',', '') as decimal(24, 4)) as said_after
    from now_operating_plan_reprogramming as r
    where r.change_kind in ('Meta', 'Presupuesto') and r.item is not null and r.changed_period is not null
)

select
    s.submission_id,
    s.sheet,
    s.row_number,
    'should_say' as column_name,
    concat(coalesce(s.says, '—'), ' → ', coalesce(s.should_say, '—')) as found,
    coalesce(
        string_agg(
            distinct concat(coalesce(cast(a.before as varchar), '—'), ' → ', coalesce(cast(a.after as varchar), '—')),
            ' | '
        ),
        '—'
    ) as expected,
    -- by how much what is said misses what the sheets say of it, the nearest of what it may mean
    cast(
        min(
            greatest(
                abs(coalesce(a.before, 0) - coalesce(s.said_before, 0)),
                abs(coalesce(a.after, 0) - coalesce(s.said_after, 0))
            )
        ) as decimal(24, 4)
    ) as stake_amount,
    if(s.change_kind = 'Meta', i.unit, h.currency_code) as stake_unit
from said as s
inner join plan_pair as p on s.submission_id = p.submission_id
inner join now_operating_plan_head as h on s.submission_id = h.submission_id
left join ref_indicator as i on s.item = i.indicator_code
left join amounts as a
    on
        s.submission_id = a.submission_id
        and s.line_code = a.line_code
        and s.change_kind = a.change_kind
        and s.item = a.item
        and s.changed_period = a.period
group by
    s.submission_id, s.sheet, s.row_number, s.change_kind, s.says, s.should_say, s.said_before, s.said_after,
    i.unit, h.currency_code
having not coalesce(bool_or(
    coalesce(a.before, 0) = coalesce(s.said_before, 0)
    and coalesce(a.after, 0) = coalesce(s.said_after, 0)
    and (s.says is null) = (s.said_before is null)
    and (s.should_say is null) = (s.said_after is null)
), false)
