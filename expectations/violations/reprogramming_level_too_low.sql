-- One row is a reprogramming decided at a lower level than what it changes asks for.
with amounts as (
    select
        p.submission_id,
        false as is_new,
        c.line_code,
        l.action_code,
        c.change_kind,
        c.item,
        c.amount
    from plan_pair as p
    inner join plan_cell as c on p.previous_id = c.submission_id and c.period = 'Fase'
    inner join stg_operating_plan_lines as l on c.submission_id = l.submission_id and c.line_code = l.line_code
    union all
    select
        g.submission_id,
        true as is_new,
        g.line_code,
        l.action_code,
        'Meta' as change_kind,
        g.indicator_code as item,
        g.phase_target as amount
    from now_operating_plan_goals as g
    inner join now_operating_plan_lines as l on g.submission_id = l.submission_id and g.line_code = l.line_code
    union all
    select
        b.submission_id,
        true as is_new,
        b.line_code,
        l.action_code,
        'Presupuesto' as change_kind,
        b.category_code as item,
        b.phase_amount as amount
    from now_operating_plan_budget as b
    inner join now_operating_plan_lines as l on b.submission_id = l.submission_id and b.line_code = l.line_code
),

moved as (
    select
        r.submission_id,
        r.sheet,
        r.row_number,
        r.line_code,
        r.change_kind,
        r.change_level,
        coalesce(sum(a.amount) filter (
            where a.is_new and a.line_code = r.line_code and coalesce(r.item, a.item) = a.item
        ), 0)
        - coalesce(sum(a.amount) filter (
            where not a.is_new and a.line_code = r.line_code and coalesce(r.item, a.item) = a.item
        ), 0) as of_item,
        coalesce(sum(if(a.is_new, a.amount, -a.amount)) filter (where a.line_code = r.line_code), 0) as of_line,
        coalesce(sum(if(a.is_new, a.amount, -a.amount)) filter (where a.action_code = l.action_code), 0) as of_action,
        coalesce(sum(if(a.is_new, a.amount, -a.amount)), 0) as of_plan,
        coalesce(sum(a.amount) filter (where not a.is_new), 0) as plan_before
    from now_operating_plan_reprogramming as r
    inner join plan_pair as p on r.submission_id = p.submission_id
    left join now_operating_plan_lines as l on r.submission_id = l.submission_id and r.line_code = l.line_code
    left join amounts as a on r.submission_id = a.submission_id and r.change_kind = a.change_kind
    group by all
),

levels as (
    select
        change,
        max_by(level, valid_from) as level,
        max_by(cast(level_order as integer), valid_from) as level_order,
        max_by(cast(deviation_pct as decimal(9, 4)), valid_from) as deviation_pct
    from ref_reprogramming_level
    where agreement is null
    group by change
),

needed as (
    select
        m.*,
        case
            when m.change_kind = 'Presupuesto' and abs(m.of_plan) * 100 > m.plan_before * d.deviation_pct
                then 'beyond_deviation'
            when m.change_kind in ('Socio', 'Lugar') then 'beyond_action'
            when m.change_kind in ('Alta', 'Retiro') then 'action'
            when m.change_kind = 'Meta' and m.of_item < 0 then 'lower_phase_target'
            when m.change_kind = 'Presupuesto' and m.of_action <> 0 then 'beyond_action'
            when m.change_kind = 'Presupuesto' and m.of_line <> 0 then 'action'
            else 'line'
        end as change
    from moved as m
    cross join (select deviation_pct from levels where change = 'beyond_deviation') as d
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    'change_level' as column_name,
    n.change_level as found,
    l.level as expected,
    cast(abs(n.of_item) as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from needed as n
inner join levels as l on n.change = l.change
inner join (select distinct level, level_order from levels) as s on n.change_level = s.level
where s.level_order < l.level_order
