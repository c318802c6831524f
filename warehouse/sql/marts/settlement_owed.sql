-- One row is a rendición a subagreement owes of a quarter: the working days it has, and when it first came, if it did.
with sent as (
    select
        h.subagreement_code,
        d.period,
        min(d.received_at) as first_received_at
    from dim_submission as d
    inner join stg_financial_head as h on d.submission_id = h.submission_id
    where d.state <> 'Anulado'
    group by h.subagreement_code, d.period
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
    s.account_currency,
    t.period,
    t.final_day,
    t.working_days,
    t.regional_holidays,
    n.first_received_at
from dim_subagreement as s
inner join reporting_term as t on s.organisation_code = t.organisation_code and t.report = 'financial_execution'
-- nothing is owed before the first transfer
inner join begun as b on s.subagreement_code = b.subagreement_code and b.first_transfer <= t.final_day
left join sent as n on s.subagreement_code = n.subagreement_code and t.period = n.period
-- what a quarter that is over had, if only some days of it, is owed
where
    s.starts_on <= t.final_day
    and s.ends_on + to_months(s.liquidation_months) > last_day(t.final_day - interval 3 month)
