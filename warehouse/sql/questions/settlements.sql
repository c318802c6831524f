-- One row is a rendición a subagreement owes of a quarter that is over: its day, its state, and what was decided of it.
with owed as (
    select
        s.subagreement_code,
        s.organisation_code,
        s.account_currency,
        t.period,
        t.final_day,
        working_day(t.final_day, t.working_days, list_concat($holidays::date[], t.regional_holidays)) as deadline
    from dim_subagreement as s
    inner join reporting_term as t on s.organisation_code = t.organisation_code and t.report = 'financial_execution'
    where
        s.phase_code = $phase
        and s.starts_on <= t.final_day
        and s.ends_on + to_months(s.liquidation_months) >= t.final_day
        -- nothing is owed before the first transfer
        and exists (
            select 1
            from transfer_in_order as d
            where d.subagreement_code = s.subagreement_code and d.transferred_on <= t.final_day
        )
),

sent as (
    select
        d.organisation_code,
        d.period,
        min(d.received_at) as first_received_at,
        arg_max(d.state, d.received_sequence) as state,
        arg_max(d.submission_id, d.received_sequence) as submission_id
    from dim_submission as d
    where d.source = 'financial_execution' and d.state <> 'Anulado'
    group by d.organisation_code, d.period
),

presented as (
    select
        subagreement_code,
        period,
        sum(amount) as presented,
        sum(accepted_amount) as accepted,
        sum(ineligible_amount) as ineligible,
        count(*) filter (where eligibility = 'Por sustentar') as to_support
    from expense_converted
    where basis = 'reportado'
    group by subagreement_code, period
),

decided as (
    select
        e.settlement_code,
        max_by(e.settlement_state, v.known_from) as settlement_state,
        max_by(e.reviewed_on, v.known_from) as reviewed_on
    from stg_settlement as e
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
    coalesce(
        c.settlement_state,
        case n.state
            when 'Observado' then 'Observada'
            when 'Subsanado' then 'Subsanada'
            when 'Enviado' then 'Presentada'
            when 'Conforme' then 'Presentada'
        end,
        'Por rendir'
    ) as state,
    c.reviewed_on,
    coalesce(p.presented, 0) as presented,
    coalesce(p.accepted, 0) as accepted,
    coalesce(p.ineligible, 0) as ineligible,
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
left join sent as n on w.organisation_code = n.organisation_code and w.period = n.period
left join presented as p on w.subagreement_code = p.subagreement_code and w.period = p.period
left join decided as c on concat(w.subagreement_code, '/', w.period) = c.settlement_code
where
    w.final_day < $today::date
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], w.organisation_code)
    )
order by days_late desc nulls last, w.period desc, w.subagreement_code
