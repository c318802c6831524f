-- One row is a reprogramming decided at a lower level than the strictest that what it changes asks for.
with moved as (
    select
        m.submission_id,
        m.line_code,
        m.category_code,
        m.currency_code,
        a.agreement_code,
        m.after - m.before as of_category,
        -- of the money of one fund: what its line gained or lost, its action, and all of it
        sum(m.after - m.before) over (
            partition by m.submission_id, m.fund, m.currency_code, m.line_code
        ) as of_line,
        sum(m.after - m.before) over (
            partition by m.submission_id, m.fund, m.currency_code, m.action_code
        ) as of_action,
        sum(m.after - m.before) over (partition by m.submission_id, m.fund, m.currency_code) as of_fund,
        sum(m.before) over (partition by m.submission_id, m.fund, m.currency_code) as fund_before
    from plan_money as m
    left join ref_agreement as a on m.fund = a.fund
),

lowered as (
    select
        submission_id,
        line_code,
        item
    from plan_compared
    where change_kind = 'Meta' and period = 'Fase'
    group by submission_id, line_code, item
    having sum(coalesce(after, 0)) < sum(coalesce(before, 0))
),

asked as (
    select
        r.submission_id,
        r.sheet,
        r.row_number,
        r.change_level,
        m.agreement_code,
        case when r.change_kind = 'Presupuesto' then m.currency_code end as currency_code,
        case when r.change_kind = 'Presupuesto' then abs(m.of_category) end as amount,
        case
            when r.change_kind in ('Socio', 'Lugar') then 'beyond_action'
            when r.change_kind in ('Alta', 'Retiro') then 'action'
            when w.item is not null then 'lower_phase_target'
            when r.change_kind <> 'Presupuesto' then 'line'
            when abs(m.of_fund) * 100 > m.fund_before * d.deviation_pct then 'beyond_deviation'
            when m.of_action <> 0 then 'beyond_action'
            when m.of_line <> 0 then 'action'
            else 'line'
        end as change
    from now_operating_plan_reprogramming as r
    inner join plan_pair as p on r.submission_id = p.submission_id
    left join moved as m
        on
            r.submission_id = m.submission_id
            and r.line_code = m.line_code
            and (r.change_kind <> 'Presupuesto' or coalesce(r.item, m.category_code) = m.category_code)
    left join lowered as w
        on
            r.change_kind = 'Meta'
            and r.submission_id = w.submission_id
            and r.line_code = w.line_code
            and coalesce(r.item, w.item) = w.item
    -- only a donor with an agreement says how far its money may be moved
    left join level_in_force as d
        on r.submission_id = d.submission_id and m.agreement_code = d.agreement_code and d.change = 'beyond_deviation'
)

select
    a.submission_id,
    a.sheet,
    a.row_number,
    'change_level' as column_name,
    a.change_level as found,
    v.level as expected,
    cast(a.amount as decimal(24, 4)) as stake_amount,
    a.currency_code as stake_unit
from asked as a
inner join level_in_force as v
    on
        a.submission_id = v.submission_id
        and a.agreement_code is not distinct from v.agreement_code
        and a.change = v.change
inner join (select distinct level, cast(level_order as integer) as level_order from ref_reprogramming_level) as s
    on a.change_level = s.level
where s.level_order < v.level_order
qualify row_number() over (
    partition by a.submission_id, a.sheet, a.row_number
    order by v.level_order desc, a.amount desc nulls last, a.currency_code
) = 1
