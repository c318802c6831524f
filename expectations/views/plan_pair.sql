-- One row is a plan, staged or published, beside the version of its phase approved before it.
select
    h.submission_id,
    h.phase_code,
    h.poa_year,
    h.sheet,
    h.row_number,
    coalesce(o.known_from, 9223372036854775807) as known_from,
    max_by(p.submission_id, p.known_from) as previous_id,
    max_by(p.poa_year, p.known_from) as previous_year
from now_operating_plan_head as h
left join dim_plan as o on h.submission_id = o.submission_id
inner join dim_plan as p
    on
        h.phase_code = p.phase_code
        and h.submission_id <> p.submission_id
        and p.known_from < coalesce(o.known_from, 9223372036854775807)
group by h.submission_id, h.phase_code, h.poa_year, h.sheet, h.row_number, o.known_from
