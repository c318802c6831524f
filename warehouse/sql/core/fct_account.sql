-- One row is interest that a subagreement's account got, or money it gave back, as sent once, approved or not.
with told as (
    select
        'intereses' as stage,
        h.subagreement_code,
        r.account_currency as currency_code,
        r.interest as amount,
        null as returned_on,
        'interest' as column_name,
        r.submission_id,
        r.sheet,
        r.row_number
    from stg_reconciliation as r
    inner join stg_financial_head as h on r.submission_id = h.submission_id
    where r.interest > 0
    union all by name
    select
        'devuelto' as stage,
        subagreement_code,
        currency_code,
        returned_amount as amount,
        returned_on,
        'returned_amount' as column_name,
        submission_id,
        sheet,
        row_number
    from stg_settlement
    where returned_amount > 0
)

select
    t.stage,
    t.subagreement_code,
    d.organisation_code,
    -- what went back went back on a day, whatever quarter's review tells of it
    coalesce(quarter_of(t.returned_on), d.period) as period,
    t.currency_code,
    t.amount,
    t.submission_id,
    t.sheet,
    t.row_number,
    fact_id(t.submission_id, t.sheet, t.row_number, t.column_name) as fact_id,
    v.known_from,
    v.known_to
from told as t
inner join dim_submission as d on t.submission_id = d.submission_id
left join row_span as v on t.submission_id = v.submission_id and t.sheet = v.sheet and t.row_number = v.row_number
