-- One row is a disbursement that the report of another quarter already has.
select
    n.submission_id,
    n.sheet,
    n.row_number,
    'disbursement_code' as column_name,
    n.disbursement_code as found,
    string_agg(distinct o.period, ', ' order by o.period) as expected,
    cast(coalesce(n.transferred_amount, n.approved_amount, n.requested_amount) as decimal(24, 4)) as stake_amount,
    n.currency_code as stake_unit
from now_disbursement as n
inner join now_disbursement as o on n.disbursement_code = o.disbursement_code and n.period <> o.period
where not n.is_approved
group by all
