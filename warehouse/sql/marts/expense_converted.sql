-- One row is an expense that counts on a basis, in its own currency and in its agreement's, with the rate it took.
with agreed as (
    select
        e.*,
        coalesce(s.phase_code, l.phase_code) as phase_code,
        coalesce(s.agreement_code, f.agreement_code) as agreement_code,
        coalesce(s.currency_code, f.currency_code, l.currency_code) as plan_currency,
        coalesce(
            t.rate_policy,
            case when e.subagreement_code is null then 'fecha de operación' else 'tasa del desembolso' end
        ) as rate_policy
    from expense_observed as e
    left join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    left join ref_agreement as f on e.fund = f.fund
    left join line_currency as l on e.line_code = l.line_code
    left join rate_policy as t
        on
            coalesce(s.agreement_code, f.agreement_code) = t.agreement_code
            and e.voucher_date >= t.first_day
            and e.voucher_date < t.next_day
),

-- The sol is published in dollars: one rate is enough between both, the last until the day of the voucher.
daily as (
    select
        a.basis,
        a.expense_id,
        max_by(r.rate, r.rate_date) as rate,
        max_by(r.rate_id, r.rate_date) as rate_id
    from agreed as a
    inner join exchange_rate_in_force as r
        on
            r.base_code = 'USD'
            and r.currency_code = 'PEN'
            and r.rate_date between a.voucher_date - r.days_valid and a.voucher_date
    group by a.basis, a.expense_id
),

-- The mean of what was published in the month of the voucher, to ten decimals.
monthly as (
    select
        a.basis,
        a.expense_id,
        cast(
            cast(half_away(sum(tens_of_billionths(r.rate)), count(*)) as decimal(36, 0))
            * cast(0.0000000001 as decimal(11, 10)) as decimal(24, 10)
        ) as rate,
        list(r.rate_id order by r.rate_date) as rate_facts
    from agreed as a
    inner join exchange_rate_in_force as r
        on
            r.base_code = 'USD'
            and r.currency_code = 'PEN'
            and date_trunc('month', r.rate_date) = date_trunc('month', a.voucher_date)
    where a.rate_policy = 'promedio mensual'
    group by a.basis, a.expense_id
),

published as (
    select
        a.basis,
        a.expense_id,
        d.rate as daily_rate,
        d.rate_id as daily_rate_id,
        case a.rate_policy when 'promedio mensual' then m.rate else d.rate end as rate,
        case a.rate_policy when 'promedio mensual' then m.rate_facts else [d.rate_id] end as rate_facts
    from agreed as a
    left join daily as d on a.basis = d.basis and a.expense_id = d.expense_id
    left join monthly as m on a.basis = m.basis and a.expense_id = m.expense_id
),

priced as (
    select
        a.*,
        d.daily_rate,
        d.daily_rate_id,
        t.disbursement_code,
        case
            when a.currency_code = a.plan_currency then a.amount
            when a.rate_policy = 'tasa del desembolso' and t.plan_amount is not null then t.plan_amount
            when a.plan_currency = 'USD'
                then money(half_away(cents(a.amount) * 10000000000, tens_of_billionths(d.rate)))
            else money(half_away(cents(a.amount) * tens_of_billionths(d.rate), 10000000000))
        end as plan_amount,
        case
            when a.currency_code = a.plan_currency then 'misma moneda'
            when a.rate_policy = 'tasa del desembolso' and t.plan_amount is not null then 'tasa del desembolso'
            when d.rate is null then 'sin tipo de cambio'
            when a.rate_policy = 'promedio mensual' then 'promedio mensual'
            else 'fecha de operación'
        end as rate_used,
        case
            when a.currency_code = a.plan_currency then []
            when a.rate_policy = 'tasa del desembolso' and t.plan_amount is not null then t.rate_facts
            when d.rate is not null then d.rate_facts
            else []
        end as rate_facts
    from agreed as a
    left join expense_by_transfer as t on a.basis = t.basis and a.expense_id = t.expense_id
    left join published as d on a.basis = d.basis and a.expense_id = d.expense_id
)

select
    p.*,
    case when p.currency_code <> p.plan_currency then ratio9(p.amount, p.plan_amount) end as rate,
    s.eligibility,
    coalesce(s.accepted_amount, 0) as accepted_amount,
    coalesce(s.ineligible_amount, 0) as ineligible_amount,
    coalesce(money(half_away(cents(p.plan_amount) * cents(s.accepted_amount), cents(p.amount))), 0)
        as accepted_plan_amount,
    coalesce(money(half_away(cents(p.plan_amount) * cents(s.ineligible_amount), cents(p.amount))), 0)
        as ineligible_plan_amount,
    -- what the same soles were worth on the day of the voucher, less what they are booked at: apart, in no balance
    case
        when p.rate_used = 'tasa del desembolso' and p.daily_rate is not null
            then money(half_away(cents(p.amount) * 10000000000, tens_of_billionths(p.daily_rate))) - p.plan_amount
    end as exchange_difference,
    s.accepted_id,
    s.ineligible_id
from priced as p
left join expense_settled as s on p.expense_id = s.expense_id
