-- One row per line before a line of the plan in force, with what its goals had reported, approved, kept apart from it.
select
    b.predecessor_code,
    b.steps,
    f.goal_id,
    f.period,
    f.quantity,
    f.fact_id
from line_lineage as b
inner join dim_line as l on b.phase_code = l.phase_code and b.line_code = l.line_code
left join fct_physical as f
    on
        b.predecessor_code = split_part(f.goal_id, '/', 1)
        and f.known_from is not null
        and f.known_to is null
        and f.quantity is not null
where
    b.line_code = $line
    and b.phase_code = $phase
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], l.organisation_code))
order by b.steps, b.predecessor_code, f.goal_id, f.period
