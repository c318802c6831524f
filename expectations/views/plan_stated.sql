-- One row is a target or amount that a plan with a version before it states for one period.
select
    a.*,
    plan_period(a.column_name, p.poa_year) as period
from plan_amount as a
inner join plan_pair as p on a.submission_id = p.submission_id
