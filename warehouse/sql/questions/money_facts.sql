-- One row is an amount a figure of money is made of, with the fact it is and the rate it took; the largest first.
select
    m.stage,
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
    m.fact_id
from money_movement as m
left join expense_converted as e on m.basis = e.basis and m.fact_id = e.fact_id
left join line_held as l on l.phase_code = $phase and l.poa_year = left($cutoff, 4) and m.line_code = l.line_code
where
    m.fund = $fund
    and m.stage = $stage
    and m.period <= $cutoff
    and coalesce(m.phase_code, $phase) = $phase
    and (m.basis = $basis or m.stage not in ('ejecutado', 'aceptado', 'no elegible'))
    and case $level
        when 'line' then m.line_code = $code
        when 'action' then l.action_code = $code
        when 'region' then l.department_code = $code
        when 'partner' then coalesce(l.organisation_code, m.organisation_code) = $code
        else true
    end
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], m.organisation_code)
    )
union all by name
select
    $stage as stage,
    b.period,
    b.line_code,
    l.organisation_code,
    l.subagreement as subagreement_code,
    b.currency_code,
    b.amount,
    b.currency_code as plan_currency,
    b.amount as plan_amount,
    b.fact_id
from plan_budget as b
inner join plan_line as l on b.phase_code = l.phase_code and b.poa_year = l.poa_year and b.line_code = l.line_code
where
    b.phase_code = $phase
    and b.poa_year = left($cutoff, 4)
    and b.fund = $fund
    and case $stage
        when 'reprogramado' then b.period = 'Fase'
        when 'del año' then b.period = left($cutoff, 4)
        when 'programado'
            then
                (length(b.period) = 4 and b.period < left($cutoff, 4))
                or (b.period like '____-T_' and b.period <= $cutoff)
        else false
    end
    and case $level
        when 'line' then b.line_code = $code
        when 'action' then l.action_code = $code
        when 'region' then l.department_code = $code
        when 'partner' then l.organisation_code = $code
        else true
    end
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], l.organisation_code)
    )
union all by name
select
    'aprobado' as stage,
    'Fase' as period,
    b.line_code,
    l.organisation_code,
    l.subagreement as subagreement_code,
    b.currency_code,
    b.phase_amount as amount,
    b.currency_code as plan_currency,
    b.phase_amount as plan_amount,
    fact_id(b.submission_id, b.sheet, b.row_number, 'phase_amount') as fact_id
from stg_operating_plan_budget as b
inner join stg_operating_plan_lines as l on b.submission_id = l.submission_id and b.line_code = l.line_code
where
    $stage = 'aprobado'
    and b.submission_id = (select min_by(p.submission_id, p.known_from) from dim_plan as p where p.phase_code = $phase)
    and b.fund = $fund
    and b.phase_amount > 0
    and case $level
        when 'line' then b.line_code = $code
        when 'action' then l.action_code = $code
        when 'region' then l.department_code = $code
        when 'partner' then l.organisation_code = $code
        else true
    end
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], l.organisation_code)
    )
order by amount desc, period, fact_id
