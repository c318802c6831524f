-- One row is the phase budget of a line in a category, fund and currency: in a plan, and in the version before it.
with stated as (
    select
        p.submission_id,
        l.action_code,
        b.line_code,
        b.category_code,
        b.fund,
        b.currency_code,
        cast(0 as decimal(24, 4)) as before,
        cast(b.phase_amount as decimal(24, 4)) as after
    from plan_pair as p
    inner join now_operating_plan_budget as b on p.submission_id = b.submission_id
    inner join now_operating_plan_lines as l on b.submission_id = l.submission_id and b.line_code = l.line_code
    union all
    select
        p.submission_id,
        l.action_code,
        b.line_code,
        b.category_code,
        b.fund,
        b.currency_code,
        cast(b.phase_amount as decimal(24, 4)) as before,
        cast(0 as decimal(24, 4)) as after
    from plan_pair as p
    inner join stg_operating_plan_budget as b on p.previous_id = b.submission_id
    inner join stg_operating_plan_lines as l on b.submission_id = l.submission_id and b.line_code = l.line_code
)

select
    submission_id,
    action_code,
    line_code,
    category_code,
    fund,
    currency_code,
    sum(before) as before,
    sum(after) as after
from stated
group by submission_id, action_code, line_code, category_code, fund, currency_code
