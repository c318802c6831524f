-- One row is an expense of an agreement's fund with sales tax in it that its organisation gets back from the state.
select
    e.submission_id,
    e.sheet,
    e.row_number,
    'sales_tax' as column_name,
    cast(e.sales_tax as varchar) as found,
    cast(e.amount - e.sales_tax as varchar) as expected,
    cast(abs(e.sales_tax) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from now_expense as e
inner join ref_agreement as a on e.fund = a.fund
inner join ref_tax_recovery as r
    on
        split_part(e.reporter_code, '/', 1) = r.organisation_code
        and r.valid_from <= cast(e.voucher_date as varchar)
where e.sales_tax <> 0
