-- One row is an amount that figures of money are made of, from a quarter on, with its rate: the largest has place 1.
with moved as (
    select
        m.basis,
        m.stage,
        m.fund,
        m.phase_code,
        null as poa_year,
        m.period as from_period,
        m.period,
        m.line_code,
        m.organisation_code,
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
),

first_version as (
    select
        phase_code,
        min_by(submission_id, known_from) as submission_id
    from dim_plan
    group by phase_code
),

-- What is budgeted, by the plan that holds a year or, as it was approved, by the first of the phase.
budgeted as (
    select
        phase_code,
        poa_year,
        unnest(
            case
                when period = 'Fase' then ['reprogramado']
                when period = poa_year then ['del año']
                when (length(period) = 4 and period < poa_year) or period like '____-T_' then ['programado']
            end
        ) as stage,
        -- a quarter is programmed from itself on; all else, as soon as there is the year
        case when period like '____-T_' then period else '' end as from_period,
        period,
        line_code,
        fund,
        currency_code,
        amount,
        fact_id
    from plan_budget
    union all by name
    select
        v.phase_code,
        y.poa_year,
        'aprobado' as stage,
        '' as from_period,
        'Fase' as period,
        b.line_code,
        b.fund,
        b.currency_code,
        b.phase_amount as amount,
        fact_id(b.submission_id, b.sheet, b.row_number, 'phase_amount') as fact_id
    from first_version as v
    inner join (select distinct phase_code, poa_year from line_held) as y on v.phase_code = y.phase_code
    inner join stg_operating_plan_budget as b on v.submission_id = b.submission_id and b.phase_amount > 0
),

amounts as (
    select * from moved
    union all by name
    select
        'conforme' as basis,
        b.*,
        l.organisation_code,
        b.currency_code as plan_currency,
        b.amount as plan_amount
    from budgeted as b
    inner join line_held as l
        on b.phase_code = l.phase_code and b.poa_year = l.poa_year and b.line_code = l.line_code
)

select
    row_number() over (order by amount desc, fact_id, stage, basis, poa_year) as place,
    *
from amounts
