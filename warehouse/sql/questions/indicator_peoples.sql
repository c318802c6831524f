-- One row is an indigenous people of the units an indicator's goals name up to a cut-off, each as approved last.
with reports as (
    select
        o.goal_id,
        o.period,
        i.mode
    from goal_progress as p
    inner join ref_indicator as i on p.indicator_code = i.indicator_code
    inner join physical_observed as o on p.goal_id = o.goal_id and p.basis = o.basis and p.cutoff >= o.period
    where
        p.indicator_code = $indicator
        and p.phase_code = $phase
        and p.cutoff = $cutoff
        and p.basis = 'conforme'
        and (not is_level(i.mode) or if(i.mode = 'Numerador/denominador', o.denominator, o.quantity) is not null)
    -- of a level the last period that told it
    qualify not is_level(i.mode) or o.period = max(o.period) over (partition by o.goal_id)
),

named as (
    select u.*
    from reports as r
    inner join unit_named as u on r.goal_id = u.goal_id and r.period = u.period and u.basis = 'conforme'
    qualify row_number() over (partition by u.unit_kind, u.unit_code order by u.period desc, u.goal_id) = 1
)

select
    min(people_name) as people_name,
    count(*) as units,
    sum(unit_women) as women,
    sum(unit_men) as men,
    sum(unit_sex_unknown) as sex_unknown
from named
where
    people_name is not null
    and (
        $scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], organisation_code)
    )
group by plain_name(people_name)
order by plain_name(people_name)
