-- One row is a subagreement at a cut-off: what it was given, what was accepted of it, and what is still to be settled.
with balances as (
    select
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
    where phase_code = $phase and cutoff = $cutoff
    group by subagreement_code
),

spent as (
    select
        e.subagreement_code,
        sum(e.amount) as presented,
        sum(e.accepted_amount) as accepted,
        sum(e.ineligible_amount) as ineligible,
        sum(e.exchange_difference) as exchange_difference
    from expense_converted as e
    inner join dim_subagreement as s on e.subagreement_code = s.subagreement_code
    inner join ref_agreement as a on s.agreement_code = a.agreement_code
    where e.basis = 'conforme' and e.period <= $cutoff and e.fund = a.fund and e.currency_code = s.account_currency
    group by e.subagreement_code
),

returned as (
    select
        subagreement_code,
        sum(amount) as amount
    from money_movement
    where stage = 'devuelto' and period <= $cutoff
    group by subagreement_code
),

shares as (
    select
        agreement_code,
        cast(max_by(value, valid_from) as integer) as share_pct
    from agreement_term
    where name = 'settled_share'
    group by agreement_code
),

told as (
    select
        s.subagreement_code,
        s.organisation_code,
        o.name as organisation_name,
        s.currency_code,
        s.amount,
        s.account_currency,
        s.starts_on,
        s.ends_on,
        s.addenda,
        coalesce(b.transferred, 0) as transferred,
        coalesce(b.transferred_plan, 0) as transferred_plan,
        coalesce(e.presented, 0) as presented,
        coalesce(e.accepted, 0) as accepted,
        coalesce(e.ineligible, 0) as ineligible,
        coalesce(r.amount, 0) as returned,
        coalesce(b.balance, 0) as balance,
        coalesce(b.balance_plan, 0) as balance_plan,
        coalesce(b.age_30, 0) as age_30,
        coalesce(b.age_60, 0) as age_60,
        coalesce(b.age_90, 0) as age_90,
        coalesce(b.age_more, 0) as age_more,
        e.exchange_difference,
        coalesce(e.accepted, 0) + coalesce(r.amount, 0) as settled,
        h.share_pct,
        s.fact_id
    from dim_subagreement as s
    left join ref_organisation as o on s.organisation_code = o.organisation_code
    left join balances as b on s.subagreement_code = b.subagreement_code
    left join spent as e on s.subagreement_code = e.subagreement_code
    left join returned as r on s.subagreement_code = r.subagreement_code
    left join shares as h on s.agreement_code = h.agreement_code
    where
        s.phase_code = $phase
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], s.organisation_code)
        )
)

select
    * exclude (settled),
    ratio9(settled, transferred) as settled_share
from told
order by balance_plan desc, subagreement_code
