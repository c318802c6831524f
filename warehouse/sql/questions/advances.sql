-- One row is a subagreement at a cut-off and what a new disbursement waits for, the one with most to settle first.
with overdue as (
    select distinct subagreement_code
    from settlement_owed
    where
        phase_code = $phase
        and first_received_at is null
        and $today::date > working_day(final_day, working_days, list_concat($holidays::date[], regional_holidays))
)

select
    s.subagreement_code,
    s.organisation_code,
    o.name as organisation_name,
    s.currency_code,
    s.account_currency,
    s.starts_on,
    s.ends_on,
    s.addenda,
    t.* exclude (phase_code, cutoff, subagreement_code),
    -- a rendición that is overdue stops one whatever was settled; without a share to compare nothing is said
    case
        when w.subagreement_code is not null then 'overdue'
        when t.is_share_settled then 'met'
        when not t.is_share_settled then 'below'
    end as flag
from subagreement_standing as t
inner join dim_subagreement as s on t.phase_code = s.phase_code and t.subagreement_code = s.subagreement_code
left join ref_organisation as o on s.organisation_code = o.organisation_code
left join overdue as w on t.subagreement_code = w.subagreement_code
where
    t.phase_code = $phase
    and t.cutoff = $cutoff
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], s.organisation_code)
    )
order by t.balance_plan desc, s.subagreement_code
