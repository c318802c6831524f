-- One row per quarter with the plan version that holds it and the last day to report it; the default is the last due.
-- Public, whoever asks: dates of the plan.
with deadlines as (
    select
        cutoff,
        plan_version,
        working_day(final_day, working_days, list_concat($holidays::date[], holidays)) as deadline
    from cutoff_term
    semi join programme_progress as p using (phase_code, cutoff, plan_version)
    where phase_code = $phase
)

select
    cutoff,
    plan_version,
    deadline,
    cutoff = coalesce(
        (select max(cutoff) from deadlines where deadline < $today::date),
        (select min(cutoff) from deadlines)
    ) as is_default
from deadlines
order by cutoff
