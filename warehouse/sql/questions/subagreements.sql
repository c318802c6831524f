-- One row is a subagreement in force: its term, its addenda, its lines, and the counterpart promised beside that spent.
with lines as (
    select
        subagreement,
        string_agg(line_code, ', ' order by line_code) as lines
    from plan_line
    where phase_code = $phase and poa_year = left($cutoff, 4) and subagreement is not null
    group by subagreement
)

select
    s.subagreement_code,
    s.organisation_code,
    o.name as organisation_name,
    s.agreement_code,
    s.subagreement_state,
    s.currency_code,
    s.original_amount,
    t.amount,
    s.account_currency,
    s.signed_on,
    s.starts_on,
    s.original_end,
    s.ends_on,
    s.liquidation_months,
    s.addenda,
    s.document,
    l.lines,
    s.counterpart_amount,
    t.counterpart_own,
    t.counterpart_spent,
    coalesce(t.counterpart_unpriced, 0) as counterpart_unpriced,
    t.fact_id,
    s.counterpart_id
from dim_subagreement as s
left join subagreement_standing as t
    on s.phase_code = t.phase_code and s.subagreement_code = t.subagreement_code and t.cutoff = $cutoff
left join lines as l on s.subagreement_code = l.subagreement
left join ref_organisation as o on s.organisation_code = o.organisation_code
where
    s.phase_code = $phase
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], s.organisation_code)
    )
order by s.subagreement_code
