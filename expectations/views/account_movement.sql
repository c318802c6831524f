-- One row is what an account got or passed on one day: a partner's transfers; of who holds an agreement, the donor's.
select
    subagreement_code as account_code,
    transferred_on,
    account_amount as amount
from transfer_in_order
union all
-- what the donor gave less what was passed on to partners
select
    a.holder_code as account_code,
    d.transferred_on,
    case d.flow when 'Donante a Profonanpe' then d.transferred_amount else -d.transferred_amount end as amount
from fct_disbursement as d
inner join ref_agreement as a on d.agreement_code = a.agreement_code and d.currency_code = a.currency_code
where d.known_from is not null and d.known_to is null and d.transferred_on is not null and d.transferred_amount > 0
