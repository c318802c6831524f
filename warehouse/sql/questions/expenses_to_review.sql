-- One row is an expense of an organisation's quarter that is in force or in review, for whoever reviews it.
select
    e.settlement_code,
    e.subagreement_code,
    e.account_currency,
    e.expense_id,
    e.line_code,
    e.category_code,
    concat_ws(' ', e.voucher_type, e.voucher_number) as voucher,
    strftime(e.voucher_date, '%Y-%m-%d') as voucher_date,
    e.concept,
    e.currency_code,
    e.amount as presented_amount
from expense_observed as e
where
    e.basis = 'reportado'
    and e.period = $period
    -- who holds an agreement reviews what all its partners presented
    and (
        coalesce(e.unit_code, e.organisation_code) = $organisation
        or $organisation in (select a.holder_code from ref_agreement as a)
    )
    and (
        $scope_organisations::varchar[] is null
        or list_contains($scope_organisations::varchar[], e.organisation_code)
    )
order by e.settlement_code, e.line_code, e.voucher_date, voucher, e.expense_id
