-- One row is a quantity, reported or corrected, that is not what its units give: hectares, persons or units counted.
-- Renewed by goal_id: rows of one goal are compared, or none.
with last_steps as (
    select
        p.period,
        m.indicator_code,
        m.milestone
    from (select distinct period from quantity_told) as p
    inner join ref_milestone as m on m.valid_from <= cast(quarter_end(p.period) as varchar)
    group by p.period, m.indicator_code, m.milestone
    having max_by(cast(m.weight_pct as decimal(5, 2)), m.valid_from) = 100
),

named as (
    select
        d.submission_id,
        d.goal_id,
        d.period,
        d.is_approved,
        d.hectares,
        m.milestone is not null as is_finished,
        coalesce(d.unit_women, 0) + coalesce(d.unit_men, 0) + coalesce(d.unit_sex_unknown, 0) as persons
    from now_physical_detail as d
    left join last_steps as m
        on d.period = m.period and split_part(d.goal_id, '/', 2) = m.indicator_code and d.milestone = m.milestone
),

-- Beside a quantity reported stand the units of its submission; beside one corrected, those approved of its period.
units as (
    select
        b.beside,
        n.goal_id,
        n.period,
        count(*) as units,
        count(*) filter (where n.is_finished) as finished,
        sum(n.hectares) as hectares,
        sum(n.persons) as persons
    from named as n
    cross join lateral (values (n.submission_id, true), ('approved', n.is_approved)) as b (beside, stands)
    where b.stands
    group by b.beside, n.goal_id, n.period
),

compared as (
    select
        p.submission_id,
        p.sheet,
        p.row_number,
        p.column_name,
        p.quantity,
        g.unit,
        case
            when g.unit = 'ha' then u.hectares
            when i.counts_people = 'yes' then u.persons
            when g.mode = 'Por hitos' then u.finished
            else u.units
        end as detailed
    from quantity_told as p
    inner join dim_goal as g on p.goal_id = g.goal_id
    inner join ref_indicator as i on g.indicator_code = i.indicator_code
    inner join units as u
        on
            if(p.column_name = 'quantity', p.submission_id, 'approved') = u.beside
            and p.goal_id = u.goal_id
            and p.period = u.period
    where g.mode <> 'Numerador/denominador'
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(quantity as varchar) as found,
    cast(detailed as varchar) as expected,
    cast(abs(quantity - coalesce(detailed, 0)) as decimal(24, 4)) as stake_amount,
    unit as stake_unit
from compared
where quantity <> coalesce(detailed, 0)
