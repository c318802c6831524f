-- One row is a distinct unit of achievement and what is counted of it, with its latest hectares in force, on one basis.
-- Renewed by unit_kind, unit_code: a unit is put together from the rows that name it.
-- Sought by goal_id in goal_ids: the rows that named it are those of its goals.
with per_goal as (
    select
        basis,
        unit_kind,
        unit_code,
        coalesce(hectare_kind, indicator_code) as counted_as,
        hectare_kind,
        goal_id,
        any_value(site_code) as site_code,
        max_by(unit_name, period) as unit_name,
        min(coalesce(achieved_on, quarter_end(period))) as first_date,
        max(coalesce(achieved_on, quarter_end(period))) as last_date,
        max(period) as last_period,
        -- quantities of several periods add up; of values at close the latest counts
        case
            when any_value(mode) = 'Valor al cierre' then max_by(hectares, period)
            else sum(hectares)
        end as hectares
    from unit_named
    group by basis, unit_kind, unit_code, coalesce(hectare_kind, indicator_code), hectare_kind, goal_id
),

-- Several activities in one unit give its hectares once: what was said last, the greatest of what was said together.
units as (
    select
        basis,
        unit_kind,
        unit_code,
        counted_as,
        hectare_kind,
        max_by(unit_name, last_period) as unit_name,
        any_value(site_code) as site_code,
        min(first_date) as first_date,
        max(last_date) as last_date,
        max_by(hectares, (last_period, hectares)) filter (where hectares is not null) as hectares,
        list(goal_id order by goal_id) as goal_ids
    from per_goal
    group by basis, unit_kind, unit_code, counted_as, hectare_kind
)

select
    u.basis,
    u.unit_kind,
    u.unit_code,
    u.unit_name,
    u.counted_as,
    u.hectare_kind,
    u.site_code,
    u.first_date,
    u.last_date,
    u.hectares,
    max_by(cast(r.legal_area_ha as decimal(24, 4)), coalesce(r.valid_from, '')) as legal_area_ha,
    u.goal_ids
from units as u
left join ref_site as r on u.site_code = r.site_code and coalesce(r.valid_from, '') <= cast(u.last_date as varchar)
group by all
