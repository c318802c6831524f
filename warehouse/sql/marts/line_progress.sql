-- One row is a line with a physical goal at a cut-off on a basis: its principal indicator over its places.
-- Renewed by line_code: a line is measured by its own goals.
with places as (
    select
        *,
        -- A place without denominator weighs nothing, unless no place has one.
        mode <> 'Numerador/denominador'
        or denominator > 0
        or not coalesce(
            bool_or(denominator > 0) over (partition by phase_code, line_code, cutoff, basis, figure), false
        ) as is_weighed
    from goal_ratio_sides
    where is_principal
),

sides as (
    select
        phase_code,
        line_code,
        cutoff,
        basis,
        figure,
        case
            when count(*) = 1 or bool_and(adds_sites in ('sum', 'ratio'))
                then part_ratio(
                    sum(part) filter (where whole is not null and is_weighed),
                    sum(whole) filter (where is_weighed),
                    bool_and(holds) filter (where whole is not null and is_weighed)
                )
        end as ratio
    from places
    group by phase_code, line_code, cutoff, basis, figure
),

ratios as (
    select
        phase_code,
        line_code,
        cutoff,
        basis,
        max(ratio) filter (where figure = 'phase') as phase_progress,
        max(ratio) filter (where figure = 'year') as year_progress,
        max(ratio) filter (where figure = 'compliance') as compliance
    from sides
    group by phase_code, line_code, cutoff, basis
),

reports as (
    select
        phase_code,
        line_code,
        cutoff,
        basis,
        bool_or(is_due) as is_due,
        coalesce(bool_and(is_reported) filter (where is_due), bool_or(is_reported)) as is_reported
    from goal_progress
    where is_principal
    group by phase_code, line_code, cutoff, basis
)

select
    l.phase_code,
    l.plan_version,
    l.line_code,
    l.action_code,
    l.department_code,
    l.organisation_code,
    c.cutoff,
    b.basis,
    s.phase_progress,
    s.year_progress,
    s.compliance,
    l.weight,
    l.phase_budget,
    coalesce(r.is_due, false) as is_due,
    coalesce(r.is_reported, false) as is_reported
from plan_line as l
inner join plan_cutoff as c on l.phase_code = c.phase_code and l.poa_year = c.poa_year
cross join (values ('conforme'), ('reportado')) as b (basis)
left join ratios as s
    on l.phase_code = s.phase_code and l.line_code = s.line_code and c.cutoff = s.cutoff and b.basis = s.basis
left join reports as r
    on l.phase_code = r.phase_code and l.line_code = r.line_code and c.cutoff = r.cutoff and b.basis = r.basis
where l.line_type <> 'Solo presupuesto'
