-- One row per file that figures of public investment of a department, or of all, come from, the latest first.
-- Public, whoever asks: figures the State publishes.
select
    p.source_name,
    p.published_on,
    s.file_name,
    s.received_at,
    s.approved_at
from public_investment_place as p
inner join dim_submission as s on p.submission_id = s.submission_id
where $department = '' or p.department_code = $department
group by all
order by p.published_on desc, s.approved_at desc, s.file_name
