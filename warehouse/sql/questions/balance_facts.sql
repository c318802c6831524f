-- One row is an amount the balance to be settled of a subagreement is made of at a cut-off, with its sign and its cell.
with account as (
    select
        c.cutoff,
        c.final_day,
        s.subagreement_code,
        s.account_currency,
        a.fund
    from plan_cutoff as c
    inner join dim_subagreement as s on c.phase_code = s.phase_code
    inner join ref_agreement as a on s.agreement_code = a.agreement_code
    where
        c.phase_code = $phase
        and c.cutoff = $cutoff
        and s.subagreement_code = $subagreement
        and (
            $scope_organisations::varchar[] is null
            or list_contains($scope_organisations::varchar[], s.organisation_code)
        )
)

select
    'transferido' as stage,
    quarter_of(t.transferred_on) as period,
    t.disbursement_code as named,
    a.account_currency,
    t.account_amount as amount,
    t.account_id as fact_id
from account as a
inner join transfer_in_order as t on a.subagreement_code = t.subagreement_code and t.transferred_on <= a.final_day
union all
select
    'aceptado' as stage,
    e.period,
    concat_ws(' ', e.voucher_type, e.voucher_number) as named,
    a.account_currency,
    -e.accepted_amount as amount,
    e.accepted_id as fact_id
from account as a
inner join expense_converted as e
    on
        a.subagreement_code = e.subagreement_code
        and a.fund = e.fund
        and a.account_currency = e.currency_code
        and a.cutoff >= e.period
where e.basis = 'conforme' and e.accepted_amount <> 0
union all
select
    'devuelto' as stage,
    m.period,
    m.subagreement_code as named,
    a.account_currency,
    -m.amount as amount,
    m.fact_id
from account as a
inner join money_movement as m on a.subagreement_code = m.subagreement_code and a.cutoff >= m.period
where m.stage = 'devuelto'
order by amount desc, period, fact_id
