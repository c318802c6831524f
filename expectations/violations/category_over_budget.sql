-- One row is the latest expense of a category that passes its budget of the phase by more than the agreement admits.
with budgeted as (
    select
        poa_year,
        line_code,
        category_code,
        fund,
        sum(amount) as phase_budget
    from plan_budget
    where period = 'Fase' and is_plan_currency
    group by poa_year, line_code, category_code, fund
),

running as (
    select
        *,
        sum(plan_amount) over (
            partition by line_code, category_code, fund
            order by period, voucher_date, submission_id, row_number
        ) as spent
    from spending
    where is_latest
)

select
    r.submission_id,
    r.sheet,
    r.row_number,
    'amount' as column_name,
    cast(r.spent as varchar) as found,
    cast(b.phase_budget as varchar) as expected,
    cast(r.spent - b.phase_budget as decimal(24, 4)) as stake_amount,
    r.plan_currency as stake_unit
from running as r
inner join ref_agreement as a on r.fund = a.fund
inner join agreement_term as t
    on
        a.agreement_code = t.agreement_code
        and t.name = 'category_deviation'
        and cast(r.voucher_date as varchar) >= t.valid_from
        and cast(r.voucher_date as varchar) < coalesce(t.valid_to, '9999')
inner join budgeted as b
    on
        left(r.period, 4) = b.poa_year
        and r.line_code = b.line_code
        and r.category_code = b.category_code
        and r.fund = b.fund
where 100 * r.spent > (100 + cast(t.value as decimal(9, 4))) * b.phase_budget
qualify row_number() over (
    partition by r.submission_id, r.line_code, r.category_code, r.fund
    order by r.period desc, r.voucher_date desc, r.row_number desc
) = 1
