-- One row is a rendición a subagreement owes of a quarter: the working days it has, what came, and what was decided.
with sent as (
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

decided as (
    select
        settlement_code,
        max_by(settlement_state, known_from) as settlement_state,
        max_by(reviewed_on, known_from) as reviewed_on,
        max_by(observation, known_from) as observation,
        sum(returned_amount) as returned,
        max(returned_on) as returned_on,
        max(decided_at) as decided_at
    from fct_settlement
    group by settlement_code
),

begun as (
    select
        subagreement_code,
        min(transferred_on) as first_transfer
    from transfer_in_order
    group by subagreement_code
)

select
    s.phase_code,
    s.subagreement_code,
    s.organisation_code,
    o.name as organisation_name,
    s.account_currency,
    t.period,
    t.final_day,
    t.working_days,
    t.regional_holidays,
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
    coalesce(p.to_support, 0) as to_support
from dim_subagreement as s
inner join reporting_term as t on s.organisation_code = t.organisation_code and t.report = 'financial_execution'
-- nothing is owed before the first transfer
inner join begun as b on s.subagreement_code = b.subagreement_code and b.first_transfer <= t.final_day
left join ref_organisation as o on s.organisation_code = o.organisation_code
left join sent as n on s.subagreement_code = n.subagreement_code and t.period = n.period
left join settlement_presented as p on s.subagreement_code = p.subagreement_code and t.period = p.period
left join decided as c on concat(s.subagreement_code, '/', t.period) = c.settlement_code
-- what a quarter that is over had, if only some days of it, is owed
where
    s.starts_on <= t.final_day
    and s.ends_on + to_months(s.liquidation_months) > last_day(t.final_day - interval 3 month)
