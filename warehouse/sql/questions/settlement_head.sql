-- One row is an account whose spending of a quarter is to be told: of a subagreement, or of who holds an agreement.
with accounts as (
    select
        s.subagreement_code,
        null as held_agreement,
        s.organisation_code,
        s.unit_code,
        s.account_currency,
        s.starts_on,
        s.ends_on,
        s.liquidation_months
    from dim_subagreement as s
    union all by name
    select
        null as subagreement_code,
        a.agreement_code as held_agreement,
        a.holder_code as organisation_code,
        null as unit_code,
        a.currency_code as account_currency,
        null as starts_on,
        null as ends_on,
        0 as liquidation_months
    from ref_agreement as a
),

transfers as (
    select
        subagreement_code,
        string_agg(disbursement_code, ', ' order by transferred_on) as disbursements,
        max_by(rate, transferred_on) as disbursement_rate,
        sum(account_amount) filter (
            where quarter_of(transferred_on) = $period
        ) as received
    from transfer_in_order
    where transferred_on <= quarter_end($period)
    group by subagreement_code
),

-- Whoever holds an agreement keeps in its own account what it received and did not pass on.
kept as (
    select
        agreement_code,
        string_agg(disbursement_code, ', ' order by transferred_on) filter (where flow = 'Donante a Profonanpe')
            as disbursements,
        sum(case flow when 'Donante a Profonanpe' then transferred_amount else -transferred_amount end) as received
    from fct_disbursement
    where
        known_from is not null
        and known_to is null
        and quarter_of(transferred_on) = $period
    group by agreement_code
),

earlier as (
    select
        h.subagreement_code,
        case when h.subagreement_code is null then d.organisation_code end as organisation_code,
        max_by(
            r.statement_balance + coalesce(r.cash_and_advances, 0) - coalesce(r.outstanding_cheques, 0), d.period
        ) as closing_balance
    from stg_reconciliation as r
    inner join dim_submission as d on r.submission_id = d.submission_id
    inner join stg_financial_head as h on r.submission_id = h.submission_id
    inner join row_span as v on r.submission_id = v.submission_id and r.sheet = v.sheet and r.row_number = v.row_number
    where v.known_to is null and d.period < $period
    group by all
)

select
    concat(coalesce(a.subagreement_code, a.organisation_code), '/', $period) as settlement_code,
    a.subagreement_code,
    coalesce(u.name, o.name) as partner,
    $period as quarter,
    a.account_currency,
    coalesce(t.disbursements, k.disbursements) as disbursements,
    cast(t.disbursement_rate as decimal(24, 6)) as disbursement_rate,
    coalesce(e.closing_balance, 0) as opening_balance,
    coalesce(t.received, k.received, 0) as received
from accounts as a
left join ref_organisation as o on a.organisation_code = o.organisation_code
left join ref_unit as u on a.unit_code = u.unit_code
left join transfers as t on a.subagreement_code = t.subagreement_code
left join kept as k on a.held_agreement = k.agreement_code
left join earlier as e
    on
        a.subagreement_code is not distinct from e.subagreement_code
        and (a.subagreement_code is not null or a.organisation_code = e.organisation_code)
where
    coalesce(a.unit_code, a.organisation_code) = $organisation
    and coalesce(a.starts_on <= quarter_end($period), true)
    -- after its end a subagreement is still liquidated for some months
    and coalesce(a.ends_on + to_months(a.liquidation_months) >= quarter_end($period) - interval 3 month, true)
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], a.organisation_code)
    )
order by settlement_code
