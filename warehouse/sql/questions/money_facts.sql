-- One row is an amount a figure of money is made of, with the fact it is and the rate it took; the largest first.
with moved as (
    select
        m.period,
        m.line_code,
        m.organisation_code,
        m.subagreement_code,
        m.currency_code,
        m.amount,
        m.plan_currency,
        m.plan_amount,
        e.rate,
        e.rate_used,
        e.disbursement_code,
        e.rate_facts,
        m.fact_id,
        l.action_code,
        l.department_code,
        coalesce(l.organisation_code, m.organisation_code) as partner_code
    from money_movement as m
    left join expense_converted as e on m.basis = e.basis and m.fact_id = e.fact_id
    left join line_held as l on l.phase_code = $phase and l.poa_year = left($cutoff, 4) and m.line_code = l.line_code
    where
        m.fund = $fund
        and m.stage = $stage
        and m.period <= $cutoff
        -- a figure of the year takes only what is of it
        and ($since = '' or m.period >= $since)
        and coalesce(m.phase_code, $phase) = $phase
        and (m.basis = $basis or m.stage not in ('ejecutado', 'aceptado', 'no elegible'))
),

-- What is budgeted, by the plan of the cut-off's year or, as it was approved, by the first of the phase.
budgeted as (
    select
        b.period,
        b.line_code,
        b.fund,
        b.currency_code,
        b.amount,
        b.fact_id
    from plan_budget as b
    where
        b.phase_code = $phase
        and b.poa_year = left($cutoff, 4)
        and case $stage
            when 'reprogramado' then b.period = 'Fase'
            when 'del año' then b.period = left($cutoff, 4)
            when 'programado'
                then
                    (length(b.period) = 4 and b.period < left($cutoff, 4))
                    or (b.period like '____-T_' and b.period <= $cutoff)
            else false
        end
    union all by name
    select
        'Fase' as period,
        b.line_code,
        b.fund,
        b.currency_code,
        b.phase_amount as amount,
        fact_id(b.submission_id, b.sheet, b.row_number, 'phase_amount') as fact_id
    from stg_operating_plan_budget as b
    where
        $stage = 'aprobado'
        and b.phase_amount > 0
        and b.submission_id = (
            select min_by(p.submission_id, p.known_from)
            from dim_plan as p
            where p.phase_code = $phase
        )
),

amounts as (
    select * from moved
    union all by name
    select
        b.* exclude (fund),
        l.organisation_code,
        b.currency_code as plan_currency,
        b.amount as plan_amount,
        l.action_code,
        l.department_code,
        l.organisation_code as partner_code
    from budgeted as b
    inner join line_held as l on l.phase_code = $phase and l.poa_year = left($cutoff, 4) and b.line_code = l.line_code
    where b.fund = $fund
)

select
    $stage as stage,
    * exclude (action_code, department_code, partner_code)
from amounts
where
    case $level
        when 'line' then line_code = $code
        when 'action' then action_code = $code
        when 'region' then department_code = $code
        when 'partner' then partner_code = $code
        else true
    end
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], organisation_code)
    )
order by amount desc, period, fact_id
