-- One row is what a plan says otherwise than the version before it, or adds to it, and no reprogramming row says why.
with numbers as (
    select
        c.submission_id,
        coalesce(c.sheet, c.line_sheet) as sheet,
        coalesce(c.row_number, c.line_row) as row_number,
        if(c.row_number is null, 'line_code', c.column_name) as column_name,
        concat_ws(' · ', c.row_key, c.period, coalesce(cast(c.after as varchar), '—')) as found,
        coalesce(cast(c.before as varchar), '—') as expected,
        cast(abs(coalesce(c.after, 0) - coalesce(c.before, 0)) as decimal(24, 4)) as stake_amount,
        coalesce(i.unit, split_part(c.row_key, '/', 4)) as stake_unit,
        c.line_code,
        c.change_kind,
        c.item,
        c.period
    from plan_compared as c
    left join ref_indicator as i on c.change_kind = 'Meta' and c.item = i.indicator_code
    where c.after is distinct from c.before
),

lines as (
    select
        p.submission_id,
        l.sheet,
        l.row_number,
        k.column_name,
        coalesce(k.after, '—') as found,
        coalesce(k.before, '—') as expected,
        null as stake_amount,
        null as stake_unit,
        l.line_code,
        k.change_kind,
        null as item,
        null as period
    from plan_pair as p
    inner join now_operating_plan_lines as l on p.submission_id = l.submission_id
    left join stg_operating_plan_lines as e on p.previous_id = e.submission_id and l.line_code = e.line_code
    cross join
        lateral (
            values
            ('Fecha', 'start_date', cast(e.start_date as varchar), cast(l.start_date as varchar)),
            ('Fecha', 'end_date', cast(e.end_date as varchar), cast(l.end_date as varchar)),
            ('Socio', 'organisation_code', e.organisation_code, l.organisation_code),
            ('Socio', 'unit_code', e.unit_code, l.unit_code),
            ('Lugar', 'action_code', e.action_code, l.action_code),
            ('Lugar', 'department_code', e.department_code, l.department_code),
            ('Lugar', 'place', e.place, l.place),
            ('Meta', 'weight', cast(e.weight as varchar), cast(l.weight as varchar)),
            (
                'Retiro', 'line_state',
                if(e.line_state = 'Retirada', e.line_state, null), if(l.line_state = 'Retirada', l.line_state, null)
            ),
            ('Alta', 'line_code', e.line_code, l.line_code)
        ) as k (change_kind, column_name, before, after)
    where
        k.before is distinct from k.after
        -- of a new line only that it is new, unless it says which ones it takes the place of
        and if(e.line_code is null, k.change_kind = 'Alta' and l.replaces is null, true)
),

-- What a goal both versions have is measured from, reported by and counted for.
goals as (
    select
        p.submission_id,
        g.sheet,
        g.row_number,
        k.column_name,
        coalesce(k.after, '—') as found,
        coalesce(k.before, '—') as expected,
        null as stake_amount,
        null as stake_unit,
        g.line_code,
        'Meta' as change_kind,
        g.indicator_code as item,
        null as period
    from plan_pair as p
    inner join now_operating_plan_goals as g on p.submission_id = g.submission_id
    inner join stg_operating_plan_goals as e
        on
            p.previous_id = e.submission_id
            and g.line_code = e.line_code
            and g.indicator_code = e.indicator_code
            and g.place_code is not distinct from e.place_code
    cross join
        lateral (
            values
            -- what is left blank is what it is read as
            ('baseline', cast(e.baseline as varchar), cast(g.baseline as varchar)),
            ('includes_baseline', e.includes_baseline, g.includes_baseline),
            ('is_principal', e.is_principal, g.is_principal),
            ('frequency', coalesce(e.frequency, 'Trimestral'), coalesce(g.frequency, 'Trimestral')),
            ('framework_code', e.framework_code, g.framework_code),
            ('disaggregation', coalesce(e.disaggregation, 'Ninguna'), coalesce(g.disaggregation, 'Ninguna'))
        ) as k (column_name, before, after)
    where k.before is distinct from k.after
)

select
    c.submission_id,
    c.sheet,
    c.row_number,
    c.column_name,
    c.found,
    c.expected,
    c.stake_amount,
    c.stake_unit
from (
    select * from numbers
    union all
    select * from lines
    union all
    select * from goals
) as c
anti join now_operating_plan_reprogramming as r
    on
        c.submission_id = r.submission_id
        and c.line_code = r.line_code
        and c.change_kind = r.change_kind
        and (c.item is null or coalesce(r.item, c.item) = c.item)
        and (c.period is null or coalesce(r.changed_period, c.period) = c.period)
