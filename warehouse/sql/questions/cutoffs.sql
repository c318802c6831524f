-- One row per quarter with the plan version that holds it and the last day to report it; the default is the last due.
-- Public, whoever asks: dates of the plan.
with quarters as (
    select distinct
        cutoff,
        plan_version,
        last_day(make_date(left(cutoff, 4)::integer, right(cutoff, 1)::integer * 3, 1)) as end_date
    from programme_progress
    where
        phase_code = $phase
),

allowances as (
    select
        q.cutoff,
        q.plan_version,
        q.end_date,
        (
            select max_by(d.working_days, d.valid_from)
            from ref_deadline as d
            where d.report = 'physical_progress' and d.step = 'send' and d.valid_from::date <= q.end_date
        )::integer as working_days
    from quarters as q
),

closed_days as (
    select unnest($holidays::varchar[])::date as holiday_date
    union
    select h.date::date
    from ref_holiday as h
    where h.scope in ('00', 'PE', 'nacional', 'national')
),

following_days as (
    select
        a.cutoff,
        unnest(generate_series(a.end_date + 1, a.end_date + 120, interval 1 day))::date as day_date
    from allowances as a
),

working as (
    select
        f.cutoff,
        f.day_date,
        row_number() over (partition by f.cutoff order by f.day_date) as position
    from following_days as f
    where
        isodow(f.day_date) < 6
        and f.day_date not in (select c.holiday_date from closed_days as c)
),

deadlines as (
    select
        a.cutoff,
        a.plan_version,
        w.day_date as deadline
    from allowances as a
    left join working as w on a.cutoff = w.cutoff and w.position = a.working_days
)

select
    cutoff,
    plan_version,
    deadline,
    cutoff = coalesce(max(cutoff) filter (deadline < $today::date) over (), min(cutoff) over ()) as is_default
from deadlines
order by cutoff
