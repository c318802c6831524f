-- One row is what one stage amounts to at a cut-off on a basis, by agreement, partner, fund and currency.
with stages as (
    select
        phase_code,
        cutoff,
        stage,
        stage_order
    from plan_cutoff
    cross join (
        values
        ('aprobado', 1), ('reprogramado', 2), ('recibido', 3), ('comprometido', 4), ('solicitado', 5),
        ('transferido', 6), ('ejecutado', 7), ('aceptado', 8), ('no elegible', 9), ('devuelto', 10), ('intereses', 11)
    ) as s (stage, stage_order)
),

first_version as (
    select
        phase_code,
        min_by(submission_id, known_from) as submission_id
    from dim_plan
    group by phase_code
),

budgets as (
    select
        'aprobado' as stage,
        f.phase_code,
        null as cutoff,
        l.organisation_code,
        b.fund,
        b.currency_code,
        b.phase_amount as amount
    from first_version as f
    inner join stg_operating_plan_budget as b on f.submission_id = b.submission_id
    inner join stg_operating_plan_lines as l on b.submission_id = l.submission_id and b.line_code = l.line_code
    where b.phase_amount > 0
    union all by name
    select
        'reprogramado' as stage,
        c.phase_code,
        c.cutoff,
        l.organisation_code,
        b.fund,
        b.currency_code,
        b.amount
    from plan_cutoff as c
    inner join plan_budget as b on c.phase_code = b.phase_code and c.poa_year = b.poa_year
    inner join plan_line as l on b.phase_code = l.phase_code and b.poa_year = l.poa_year and b.line_code = l.line_code
    where b.period = 'Fase'
),

amounts as (
    select
        s.phase_code,
        s.cutoff,
        x.basis,
        s.stage,
        s.stage_order,
        a.agreement_code,
        b.organisation_code,
        b.fund,
        b.currency_code,
        b.amount,
        b.currency_code as plan_currency,
        b.amount as plan_amount
    from stages as s
    inner join budgets as b
        on s.phase_code = b.phase_code and s.stage = b.stage and coalesce(b.cutoff, s.cutoff) = s.cutoff
    left join ref_agreement as a on b.fund = a.fund
    cross join (values ('conforme'), ('reportado')) as x (basis)
    union all by name
    select
        s.phase_code,
        s.cutoff,
        x.basis,
        s.stage,
        s.stage_order,
        m.agreement_code,
        m.organisation_code,
        m.fund,
        m.currency_code,
        m.amount,
        m.plan_currency,
        m.plan_amount
    from stages as s
    inner join money_movement as m
        -- what a donor gave is of no phase: its agreement may pay several
        on s.stage = m.stage and m.period <= s.cutoff and coalesce(m.phase_code, s.phase_code) = s.phase_code
    inner join (values ('conforme'), ('reportado')) as x (basis)
        on m.basis = x.basis or (m.stage not in ('ejecutado', 'aceptado', 'no elegible'))
)

select
    phase_code,
    cutoff,
    basis,
    stage,
    stage_order,
    agreement_code,
    organisation_code,
    fund,
    currency_code,
    cast(sum(amount) as decimal(24, 2)) as amount,
    plan_currency,
    cast(sum(plan_amount) as decimal(24, 2)) as plan_amount,
    count(*) filter (where plan_amount is null) as unpriced
from amounts
group by all
