-- One row is an amount budgeted for a line in the plan of a year, of the phase, the year or a quarter, with its cell.
select
    b.line_code,
    b.category_code,
    b.fund,
    b.currency_code,
    b.detail,
    b.period,
    b.amount,
    b.fact_id
from plan_budget as b
inner join plan_line as l on b.phase_code = l.phase_code and b.poa_year = l.poa_year and b.line_code = l.line_code
where
    b.phase_code = $phase
    and b.poa_year = left($cutoff, 4)
    and b.line_code = $line
    and (b.period = 'Fase' or b.period = b.poa_year or b.period like b.poa_year || '-T_')
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], l.organisation_code)
    )
order by b.category_code, b.fund, b.currency_code, b.detail, b.period = 'Fase' desc, b.period
