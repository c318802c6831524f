-- One row per file that figures of public investment of a department, or of all, come from, the latest first.
-- Public, whoever asks: figures the State publishes.
with files as (
    select distinct
        p.submission_id,
        p.source_name,
        p.published_on
    from public_investment_place as p
    where $department = '' or p.department_code = $department
),

-- What was mended in reading it is said where its figures are.
restored as (
    select
        n.submission_id,
        string_agg(case when $language = 'en' then n.message_en else n.message_es end, ' ' order by n.cell) as restored
    from report_finding as n
    where n.rule in ('leading_zero', 'whole_place')
    group by n.submission_id
)

select
    f.source_name,
    f.published_on,
    s.file_name,
    s.received_at,
    s.approved_at,
    s.accepted,
    s.quarantined,
    s.ignored,
    r.restored
from files as f
inner join dim_submission as s on f.submission_id = s.submission_id
left join restored as r on f.submission_id = r.submission_id
order by f.published_on desc, s.approved_at desc, s.file_name
