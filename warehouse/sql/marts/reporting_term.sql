-- One row is a report an organisation owes of a quarter of a plan in force: its working days and regional holidays.
with quarters as (
    select distinct
        cutoff as period,
        final_day
    from plan_cutoff
)

select
    r.report,
    o.organisation_code,
    q.period,
    q.final_day,
    cast((
        select max_by(d.working_days, d.valid_from)
        from ref_deadline as d
        where d.report = r.report and d.step = 'send' and cast(d.valid_from as date) <= q.final_day
    ) as integer) as working_days,
    (
        select coalesce(list(cast(h.date as date) order by h.date), [])
        from ref_holiday as h
        where h.scope in ('00', 'PE', 'nacional', 'national', o.department_code)
    ) as regional_holidays
from ref_organisation as o
cross join quarters as q
cross join (select distinct report from ref_deadline where step = 'send') as r
