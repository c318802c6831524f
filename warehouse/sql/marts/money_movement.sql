-- One row is an amount of money at one stage, in its own currency and its agreement's, and the fact it comes from.
with donors as (
    select
        d.*,
        a.holder_code as organisation_code,
        a.fund
    from fct_disbursement as d
    inner join ref_agreement as a on d.agreement_code = a.agreement_code
    where d.flow = 'Donante a Profonanpe' and d.known_from is not null and d.known_to is null
),

partners as (
    select
        d.*,
        s.organisation_code,
        s.phase_code,
        a.fund
    from fct_disbursement as d
    inner join dim_subagreement as s on d.subagreement_code = s.subagreement_code
    inner join ref_agreement as a on s.agreement_code = a.agreement_code
    where d.flow = 'Profonanpe a socio' and d.known_from is not null and d.known_to is null
),

-- what went into the account in another currency is worth what its latest transfer was
accounts as (
    select
        f.stage,
        s.phase_code,
        f.period,
        s.agreement_code,
        f.subagreement_code,
        f.organisation_code,
        a.fund,
        f.currency_code,
        f.amount,
        s.currency_code as plan_currency,
        case
            when f.currency_code = s.currency_code then f.amount
            else money(half_away(cents(f.amount) * cents(t.transferred_amount), cents(t.account_amount)))
        end as plan_amount,
        f.fact_id
    from fct_account as f
    inner join dim_subagreement as s on f.subagreement_code = s.subagreement_code
    inner join ref_agreement as a on s.agreement_code = a.agreement_code
    left join transfer_in_order as t on f.subagreement_code = t.subagreement_code and t.is_latest
    where f.known_from is not null and f.known_to is null
)

select
    'conforme' as basis,
    'recibido' as stage,
    null as phase_code,
    quarter_of(transferred_on) as period,
    agreement_code,
    null as subagreement_code,
    organisation_code,
    null as line_code,
    fund,
    currency_code,
    transferred_amount as amount,
    currency_code as plan_currency,
    transferred_amount as plan_amount,
    transferred_id as fact_id
from donors
where transferred_amount > 0
union all by name
select
    'conforme' as basis,
    p.stage,
    p.phase_code,
    -- each stage is of the quarter it happened in, whatever report tells of it
    quarter_of(p.on_day) as period,
    p.agreement_code,
    p.subagreement_code,
    p.organisation_code,
    null as line_code,
    p.fund,
    p.currency_code,
    p.amount,
    p.currency_code as plan_currency,
    p.amount as plan_amount,
    p.fact_id
from (
    select
        'solicitado' as stage,
        requested_amount as amount,
        requested_on as on_day,
        requested_id as fact_id,
        *
    from partners
    union all by name
    select
        'transferido' as stage,
        transferred_amount as amount,
        transferred_on as on_day,
        transferred_id as fact_id,
        *
    from partners
) as p
where p.amount > 0
union all by name
select
    'conforme' as basis,
    'comprometido' as stage,
    s.phase_code,
    -- an addendum counts from its own quarter on, by what it changes
    quarter_of(g.signed_on) as period,
    s.agreement_code,
    s.subagreement_code,
    s.organisation_code,
    null as line_code,
    a.fund,
    s.currency_code,
    g.difference as amount,
    s.currency_code as plan_currency,
    g.difference as plan_amount,
    g.fact_id
from dim_subagreement as s
inner join subagreement_amount as g on s.subagreement_code = g.subagreement_code and g.difference <> 0
inner join ref_agreement as a on s.agreement_code = a.agreement_code
union all by name
select
    'conforme' as basis,
    stage,
    phase_code,
    period,
    agreement_code,
    subagreement_code,
    organisation_code,
    null as line_code,
    fund,
    currency_code,
    amount,
    plan_currency,
    plan_amount,
    fact_id
from accounts
union all by name
select
    basis,
    stage,
    phase_code,
    period,
    agreement_code,
    subagreement_code,
    organisation_code,
    line_code,
    fund,
    currency_code,
    amount,
    plan_currency,
    plan_amount,
    fact_id
from (
    select
        'ejecutado' as stage,
        *
    from expense_converted
    union all by name
    select
        'aceptado' as stage,
        accepted_amount as amount,
        accepted_plan_amount as plan_amount,
        accepted_id as fact_id,
        * exclude (amount, plan_amount, fact_id)
    from expense_converted
    union all by name
    select
        'no elegible' as stage,
        ineligible_amount as amount,
        ineligible_plan_amount as plan_amount,
        ineligible_id as fact_id,
        * exclude (amount, plan_amount, fact_id)
    from expense_converted
)
where amount <> 0
