-- One row is a subagreement at a cut-off: what it was given, what was accepted of it, and what is still to be settled.
with balances as (
    select
        phase_code,
        cutoff,
        subagreement_code,
        sum(account_amount) as transferred,
        sum(transferred_amount) as transferred_plan,
        sum(open_amount) as balance,
        sum(open_plan_amount) as balance_plan,
        sum(open_amount) filter (where age = '0–30') as age_30,
        sum(open_amount) filter (where age = '31–60') as age_60,
        sum(open_amount) filter (where age = '61–90') as age_90,
        sum(open_amount) filter (where age = '> 90') as age_more
    from advance_balance
    group by phase_code, cutoff, subagreement_code
),

spent as (
    select
        c.phase_code,
        c.cutoff,
        e.subagreement_code,
        sum(e.amount) as presented,
        sum(e.accepted_amount) as accepted,
        sum(e.ineligible_amount) as ineligible,
        sum(e.exchange_difference) as exchange_difference,
        count(e.exchange_difference) as compared,
        count(*) filter (where e.rate_used = 'tasa del desembolso') as booked
    from plan_cutoff as c
    inner join expense_converted as e on e.basis = 'conforme' and e.period <= c.cutoff
    inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    inner join ref_agreement as a on s.agreement_code = a.agreement_code
    where e.fund = a.fund and e.currency_code = s.account_currency
    group by c.phase_code, c.cutoff, e.subagreement_code
),

-- What a partner puts in itself is in soles or in kind; worth what its day's rate says, where one was published.
put_in as (
    select
        c.phase_code,
        c.cutoff,
        e.subagreement_code,
        sum(e.amount) filter (where e.currency_code = s.account_currency) as counterpart_own,
        sum(e.plan_amount) as counterpart_spent,
        count(*) filter (where e.plan_amount is null) as counterpart_unpriced
    from plan_cutoff as c
    inner join expense_converted as e
        on e.basis = 'conforme' and e.fund like 'Contrapartida%' and e.period <= c.cutoff
    inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    group by c.phase_code, c.cutoff, e.subagreement_code
),

returned as (
    select
        c.phase_code,
        c.cutoff,
        m.subagreement_code,
        sum(m.amount) as amount
    from plan_cutoff as c
    inner join money_movement as m on m.stage = 'devuelto' and m.period <= c.cutoff
    group by c.phase_code, c.cutoff, m.subagreement_code
),

-- What its signature and the addenda until then gave it.
agreed as (
    select
        c.phase_code,
        c.cutoff,
        g.subagreement_code,
        max_by(g.amount, g.turn) as amount,
        max_by(g.fact_id, g.turn) as fact_id
    from plan_cutoff as c
    inner join subagreement_amount as g on g.signed_on <= c.final_day
    group by c.phase_code, c.cutoff, g.subagreement_code
),

standing as (
    select
        c.phase_code,
        c.cutoff,
        s.subagreement_code,
        g.amount,
        g.fact_id,
        coalesce(b.transferred, 0) as transferred,
        coalesce(b.transferred_plan, 0) as transferred_plan,
        coalesce(e.presented, 0) as presented,
        coalesce(e.accepted, 0) as accepted,
        coalesce(e.ineligible, 0) as ineligible,
        coalesce(r.amount, 0) as returned,
        coalesce(e.accepted, 0) + coalesce(r.amount, 0) as settled,
        coalesce(b.balance, 0) as balance,
        coalesce(b.balance_plan, 0) as balance_plan,
        coalesce(b.age_30, 0) as age_30,
        coalesce(b.age_60, 0) as age_60,
        coalesce(b.age_90, 0) as age_90,
        coalesce(b.age_more, 0) as age_more,
        e.exchange_difference,
        coalesce(e.compared, 0) as compared,
        coalesce(e.booked, 0) as booked,
        p.counterpart_own,
        p.counterpart_spent,
        coalesce(p.counterpart_unpriced, 0) as counterpart_unpriced,
        cast(h.value as decimal(9, 4)) as share_pct
    from plan_cutoff as c
    inner join dim_subagreement as s on c.phase_code = s.phase_code
    left join agreed as g
        on c.phase_code = g.phase_code and c.cutoff = g.cutoff and s.subagreement_code = g.subagreement_code
    left join balances as b
        on c.phase_code = b.phase_code and c.cutoff = b.cutoff and s.subagreement_code = b.subagreement_code
    left join spent as e
        on c.phase_code = e.phase_code and c.cutoff = e.cutoff and s.subagreement_code = e.subagreement_code
    left join put_in as p
        on c.phase_code = p.phase_code and c.cutoff = p.cutoff and s.subagreement_code = p.subagreement_code
    left join returned as r
        on c.phase_code = r.phase_code and c.cutoff = r.cutoff and s.subagreement_code = r.subagreement_code
    left join agreement_term as h
        on
            s.agreement_code = h.agreement_code
            and h.name = 'settled_share'
            and cast(c.final_day as varchar) >= h.valid_from
            and cast(c.final_day as varchar) < coalesce(h.valid_to, '9999')
)

select
    * exclude (settled),
    ratio9(settled, transferred) as settled_share,
    -- by what was settled and not by its share, whose rounding could tell of one that is not enough as of one that is
    case when transferred > 0 then 100 * settled >= share_pct * transferred end as is_share_settled
from standing
