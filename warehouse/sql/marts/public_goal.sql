-- One row is the physical goal of a functional sequence in a snapshot in force, once however many rows repeat it.
select
    r.organisation_code,
    r.snapshot,
    r.purpose_code,
    min(r.purpose_name) as purpose_name,
    min(s.unit_of_measure) as unit_of_measure,
    -- where its rows disagree nobody knows which is right
    case
        when count(distinct struct_pack(goal := s.goal_year, unit := s.unit_of_measure)) = 1 then min(s.goal_year)
    end as goal_year,
    case when count(distinct s.reached_year) = 1 then min(s.reached_year) end as reached_year,
    count(*) as rows_that_repeat_it,
    fact_id(r.submission_id, min(r.sheet), min(r.row_number), 'goal_year') as fact_id,
    fact_id(r.submission_id, min(r.sheet), min(r.row_number), 'reached_year') as reached_id
from public_spending_row as r
inner join stg_public_spending as s
    on r.submission_id = s.submission_id and r.sheet = s.sheet and r.row_number = s.row_number
where r.known_from is not null and r.known_to is null
group by r.organisation_code, r.snapshot, r.submission_id, r.purpose_code
