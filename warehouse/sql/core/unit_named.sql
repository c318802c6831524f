-- One row is a unit of achievement as named for one goal and period on one basis, under the code that tells it apart.
-- Renewed by goal_id, period: the latest row of a unit is sought among those of its goal and period.
with named as (
    select
        'conforme' as basis,
        u.*
    from fct_unit as u
    where u.known_from is not null and u.known_to is null
    union all
    select
        'reportado' as basis,
        u.*
    from fct_unit as u
    where
        -- a withdrawal sent after the units takes them with it, before anybody approves it
        not exists (
            select 1
            from fct_physical as w
            where
                w.entry = 'anular'
                and w.goal_id = u.goal_id
                and w.period = u.period
                and w.received_sequence > u.received_sequence
        )
    qualify
        row_number() over (
            partition by u.goal_id, u.period, u.unit_kind, u.unit_number
            order by u.received_sequence desc, u.row_number desc
        ) = 1
),

-- Names are compared without accents and case, worked out once a row and only where there is something to compare.
compared as (
    select
        *,
        plain_name(unit_number) as plain_number,
        case when unit_kind = 'ACR/ANP' then plain_name(unit_number) end as site_number,
        case when unit_kind = 'ACR/ANP' then plain_name(unit_name) end as site_name
    from named
)

select
    n.basis,
    n.goal_id,
    n.period,
    n.unit_kind,
    coalesce(c.site_code, s.site_code, n.plain_number) as unit_code,
    coalesce(c.site_code, s.site_code) as site_code,
    n.unit_name,
    split_part(n.goal_id, '/', 2) as indicator_code,
    i.hectare_kind,
    i.mode,
    n.hectares,
    n.unit_women,
    n.unit_men,
    n.unit_sex_unknown,
    n.people_name,
    n.people_id,
    n.milestone,
    n.milestone_id,
    n.achieved_on,
    n.district_code,
    n.organisation_code,
    n.submission_id,
    n.sheet,
    n.row_number,
    fact_id(n.submission_id, n.sheet, n.row_number, 'hectares') as fact_id
from compared as n
left join ref_indicator as i on split_part(n.goal_id, '/', 2) = i.indicator_code
left join site_name as c on n.site_number = c.written
-- the test is inside, so that one column stands beside one: apart from it, DuckDB compares every unit with every site
left join site_name as s on case when c.site_code is null then n.site_name end = s.written
