-- One row is a transfer to a partner, made or asked for, told of while a rendición of its subagreement is overdue.
with owed as (
    select
        w.subagreement_code,
        w.period,
        working_day(
            w.final_day,
            w.working_days,
            list_concat((select list(h.holiday_date) from national_holiday as h), w.regional_holidays)
        ) as deadline
    from settlement_owed as w
    where w.first_received_at is null
),

-- one asked for and not transferred yet is told as well: it is then that somebody can wait
asked as (
    select
        *,
        case when transferred_amount > 0 then 'transferred_amount' else 'requested_amount' end as column_name,
        coalesce(transferred_amount, approved_amount, requested_amount) as asked_amount
    from now_disbursement
    where not is_approved and coalesce(transferred_amount, approved_amount, requested_amount) > 0
)

select
    n.submission_id,
    n.sheet,
    n.row_number,
    n.column_name,
    string_agg(
        concat(o.period, ' (', strftime(o.deadline, '%d/%m/%Y'), ')'), ', ' order by o.period
    ) as found,
    '' as expected,
    cast(n.asked_amount as decimal(24, 4)) as stake_amount,
    n.currency_code as stake_unit
from asked as n
inner join owed as o on n.subagreement_code = o.subagreement_code and n.sent_on > o.deadline
group by n.submission_id, n.sheet, n.row_number, n.column_name, n.asked_amount, n.currency_code
