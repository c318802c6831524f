-- One row is a unit of achievement (community, contract, area) named for one goal and period, approved yet or not.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    s.goal_id,
    d.period,
    case when s.milestone is not null then fact_id(s.submission_id, s.sheet, s.row_number, 'milestone') end
        as milestone_id,
    case when s.people_name is not null then fact_id(s.submission_id, s.sheet, s.row_number, 'people_name') end
        as people_id,
    s.submission_id,
    s.sheet,
    s.row_number,
    s.unit_kind,
    s.unit_number,
    s.unit_name,
    s.district_code,
    s.hectares,
    s.milestone,
    s.unit_women,
    s.unit_men,
    s.unit_sex_unknown,
    s.people_name,
    s.achieved_on,
    v.known_from,
    v.known_to,
    d.received_sequence,
    d.organisation_code
from stg_physical_detail as s
inner join dim_submission as d on s.submission_id = d.submission_id
left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
