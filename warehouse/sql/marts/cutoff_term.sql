-- One row is a quarter of a plan with the working days there are to report it, and the holidays of the whole country.
with national as (
    select coalesce(list(cast(date as date) order by date), []) as holidays
    from ref_holiday
    where scope in ('00', 'PE', 'nacional', 'national')
)

select
    c.phase_code,
    c.cutoff,
    c.plan_version,
    c.final_day,
    cast(max_by(d.working_days, d.valid_from) as integer) as working_days,
    n.holidays
from plan_cutoff as c
cross join national as n
left join ref_deadline as d
    on d.report = 'physical_progress' and d.step = 'send' and cast(d.valid_from as date) <= c.final_day
group by c.phase_code, c.cutoff, c.plan_version, c.final_day, n.holidays
