-- One row is an expense, in force, in review or in hand, with the account it is of and what it is worth in the plan.
with told as (
    select
        e.*,
        h.subagreement_code,
        h.account_currency,
        h.disbursement_rate,
        expense_id(
            split_part(e.reporter_code, '/', 1),
            e.period,
            e.voucher_type,
            e.voucher_number,
            e.supplier_id,
            e.movement,
            e.line_code,
            e.category_code,
            e.fund
        ) as expense_id
    from now_expense as e
    inner join now_financial_head as h on e.submission_id = h.submission_id
),

agreed as (
    select
        e.*,
        s.agreement_code,
        coalesce(s.currency_code, f.currency_code, l.currency_code) as plan_currency,
        s.starts_on,
        s.ends_on,
        s.liquidation_months,
        coalesce(
            t.rate_policy,
            case when e.subagreement_code is not null then 'tasa del desembolso' else 'fecha de operación' end
        ) as rate_policy,
        -- what an account pays took the rate at which the account got the money
        case
            when e.currency_code = e.account_currency and e.fund = coalesce(a.fund, f.fund) then e.disbursement_rate
        end as account_rate
    from told as e
    left join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    left join ref_agreement as a on s.agreement_code = a.agreement_code
    left join ref_agreement as f on e.fund = f.fund
    left join line_currency as l on e.line_code = l.line_code
    left join rate_policy as t
        on
            coalesce(s.agreement_code, f.agreement_code) = t.agreement_code
            and e.voucher_date >= t.first_day
            and e.voucher_date < t.next_day
),

days as (
    select distinct voucher_date from agreed
),

-- The sol is published in dollars: one rate is enough between both, the last until the day of the voucher.
daily as (
    select
        d.voucher_date,
        max_by(r.rate, r.rate_date) as rate
    from days as d
    inner join (select * from exchange_rate_in_force where base_code = 'USD' and currency_code = 'PEN') as r
        on r.rate_date between d.voucher_date - r.days_valid and d.voucher_date
    group by d.voucher_date
),

-- The mean of what was published in the month of the voucher, to ten decimals.
monthly as (
    select
        date_trunc('month', rate_date) as first_day,
        cast(
            cast(half_away(sum(tens_of_billionths(rate)), count(*)) as decimal(36, 0))
            * cast(0.0000000001 as decimal(11, 10)) as decimal(24, 10)
        ) as rate
    from exchange_rate_in_force
    where base_code = 'USD' and currency_code = 'PEN'
    group by date_trunc('month', rate_date)
),

rated as (
    select
        a.*,
        cast(
            case
                when a.rate_policy = 'promedio mensual' then m.rate
                when a.rate_policy = 'tasa del desembolso' then coalesce(a.account_rate, d.rate)
                else d.rate
            end as decimal(24, 10)
        ) as rate
    from agreed as a
    left join daily as d on a.voucher_date = d.voucher_date
    left join monthly as m on date_trunc('month', a.voucher_date) = m.first_day
)

select
    r.* exclude (expense_id, is_in_hand, disbursement_rate),
    -- the page's own price where it has one; else what the agreement's policy gives with what is known so far
    cast(
        case
            when c.expense_id is not null then c.plan_amount
            when r.currency_code = r.plan_currency then r.amount
            when r.plan_currency = 'USD'
                then money(half_away(cents(r.amount) * 10000000000, tens_of_billionths(r.rate)))
            when r.plan_currency = 'PEN'
                then money(half_away(cents(r.amount) * tens_of_billionths(r.rate), 10000000000))
        end as decimal(24, 2)
    ) as plan_amount,
    -- one sent again counts once, as it was sent last
    r.is_in_hand or (o.expense_id is not null and h.expense_id is null) as is_latest
from rated as r
left join expense_converted as c
    on
        case when r.is_approved then 'conforme' else 'reportado' end = c.basis
        and r.submission_id = c.submission_id
        and r.sheet = c.sheet
        and r.row_number = c.row_number
left join (select * from expense_observed where basis = 'reportado') as o
    on r.submission_id = o.submission_id and r.sheet = o.sheet and r.row_number = o.row_number
left join (select distinct expense_id from rated where is_in_hand) as h on r.expense_id = h.expense_id
