-- One row is a cell of the plan that enters one ratio of one goal at a cut-off: its targets and its baseline.
with goal as (
    select *
    from plan_goal
    where
        goal_id = $goal
        and poa_year = left($cutoff, 4)
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], organisation_code)
        )
),

targets as (
    select
        g.mode,
        t.period,
        t.target as amount,
        fact_id(g.plan_submission_id, g.sheet, g.row_number, t.column_name) as fact_id
    from fct_target as t
    inner join goal as g on t.goal_id = g.goal_id and t.phase_code = g.phase_code and t.poa_year = g.poa_year
    where
        t.target is not null
        and case $figure
            when 'phase_progress' then t.period = 'phase'
            when 'year_progress' then t.period = left($cutoff, 4)
            else
                (t.period like '____' and t.period < left($cutoff, 4))
                or (t.period like '____-T_' and t.period <= $cutoff)
        end
    qualify $figure <> 'compliance' or not is_level(g.mode) or t.period = max(t.period) over (partition by t.goal_id)
)

select
    fact_id,
    period,
    amount
from targets
union all
select
    fact_id(plan_submission_id, sheet, row_number, 'baseline') as fact_id,
    'baseline' as period,
    baseline as amount
from goal
where baseline is not null and (is_level(mode) or includes_baseline)
order by period
