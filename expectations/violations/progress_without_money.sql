-- One row is progress of a line with a budget on which a partner that settled the quarter spent nothing.
-- Renewed by goal_id: of each row of progress it is asked by itself.
with told as (
    select distinct
        reporter_code,
        period
    from now_reconciliation
)

select
    p.submission_id,
    p.sheet,
    p.row_number,
    'quantity' as column_name,
    cast(p.quantity as varchar) as found,
    '' as expected,
    cast(l.phase_budget as decimal(24, 4)) as stake_amount,
    d.currency_code as stake_unit
from now_physical_progress as p
inner join told as t on p.reporter_code = t.reporter_code and p.period = t.period
inner join plan_goal as g on p.goal_id = g.goal_id and left(p.period, 4) = g.poa_year
inner join plan_line as l on g.phase_code = l.phase_code and g.poa_year = l.poa_year and g.line_code = l.line_code
inner join dim_plan as d on l.plan_submission_id = d.submission_id
where
    p.quantity > 0
    and l.phase_budget > 0
    and l.execution = 'Socio con subconvenio'
    and not exists (
        select 1
        from line_spending as e
        where e.line_code = l.line_code and e.period <= p.period and e.has_expense
    )
