-- One row is a rendición a subagreement owes of a quarter that is over: its day, its state, and what was decided of it.
with owed as (
    select
        *,
        working_day(final_day, working_days, list_concat($holidays::date[], regional_holidays)) as deadline
    from settlement_owed
    where phase_code = $phase
),

sent as (
    select
        h.subagreement_code,
        d.period,
        min(d.received_at) as first_received_at,
        max(d.received_at) as last_received_at,
        arg_max(d.state, d.received_sequence) as state,
        arg_max(d.mends, d.received_sequence) as mends,
        arg_max(d.submission_id, d.received_sequence) as submission_id
    from dim_submission as d
    inner join stg_financial_head as h on d.submission_id = h.submission_id
    where d.state <> 'Anulado'
    group by h.subagreement_code, d.period
),

-- What is settled of the account: the agreement's own fund, in the account's currency.
presented as (
    select
        e.subagreement_code,
        e.period,
        sum(e.amount) as presented,
        sum(e.accepted_amount) as accepted,
        sum(e.ineligible_amount) as ineligible,
        sum(e.amount) filter (where e.eligibility = 'Por sustentar') as observed,
        count(*) filter (where e.eligibility = 'Por sustentar') as to_support
    from expense_converted as e
    inner join dim_subagreement as s
        on e.subagreement_code = s.subagreement_code and e.currency_code = s.account_currency
    inner join ref_agreement as a on s.agreement_code = a.agreement_code and e.fund = a.fund
    where e.basis = 'reportado'
    group by e.subagreement_code, e.period
),

decided as (
    select
        e.settlement_code,
        max_by(e.settlement_state, v.known_from) as settlement_state,
        max_by(e.reviewed_on, v.known_from) as reviewed_on,
        max_by(e.observation, v.known_from) as observation,
        sum(e.returned_amount) as returned,
        max(e.returned_on) as returned_on,
        max(d.received_at) as decided_at
    from stg_settlement as e
    inner join dim_submission as d on e.submission_id = d.submission_id
    inner join row_span as v on e.submission_id = v.submission_id and e.sheet = v.sheet and e.row_number = v.row_number
    where v.known_to is null
    group by e.settlement_code
)

select
    w.subagreement_code,
    w.organisation_code,
    o.name as organisation_name,
    w.period,
    w.account_currency,
    w.deadline,
    n.first_received_at,
    n.submission_id,
    case
        -- what came after the review that observed it mends it, until it is reviewed anew
        when c.settlement_state = 'Observada' and n.last_received_at > c.decided_at then 'Subsanada'
        when c.settlement_state is not null then c.settlement_state
        when n.state = 'Observado' then 'Observada'
        when n.state in ('Subsanado', 'En revisión') and n.mends then 'Subsanada'
        when n.state is not null then 'Presentada'
        else 'Por rendir'
    end as state,
    c.reviewed_on,
    c.observation,
    c.returned,
    c.returned_on,
    coalesce(p.presented, 0) as presented,
    coalesce(p.accepted, 0) as accepted,
    coalesce(p.ineligible, 0) as ineligible,
    coalesce(p.observed, 0) as observed,
    coalesce(p.to_support, 0) as to_support,
    case
        when n.first_received_at is null and $today::date > w.deadline then 'Vencido'
        when n.first_received_at is null then 'Pendiente'
        when lima_date(n.first_received_at) > w.deadline then 'Fuera de plazo'
    end as mark,
    case
        when w.deadline < coalesce(lima_date(n.first_received_at), $today::date)
            then date_diff('day', w.deadline, coalesce(lima_date(n.first_received_at), $today::date))
    end as days_late
from owed as w
left join ref_organisation as o on w.organisation_code = o.organisation_code
left join sent as n on w.subagreement_code = n.subagreement_code and w.period = n.period
left join presented as p on w.subagreement_code = p.subagreement_code and w.period = p.period
left join decided as c on concat(w.subagreement_code, '/', w.period) = c.settlement_code
where
    w.final_day < $today::date
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], w.organisation_code)
    )
order by days_late desc nulls last, w.period desc, w.subagreement_code
