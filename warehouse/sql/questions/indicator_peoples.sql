-- One row is an indigenous people whose units an indicator's goals name up to a cut-off, each as approved last.
-- Public, whoever asks: the programme's own figures.
with named as (
    select u.*
    from goal_progress as p
    inner join unit_named as u on p.goal_id = u.goal_id and p.basis = u.basis and p.cutoff >= u.period
    where
        p.indicator_code = $indicator
        and p.phase_code = $phase
        and p.cutoff = $cutoff
        and p.basis = 'conforme'
        and u.people_name is not null
    qualify row_number() over (partition by u.unit_kind, u.unit_code order by u.period desc, u.goal_id) = 1
)

select
    any_value(people_name) as people_name,
    count(*) as units,
    sum(unit_women) as women,
    sum(unit_men) as men,
    sum(unit_sex_unknown) as sex_unknown
from named
group by plain_name(people_name)
order by plain_name(people_name)
