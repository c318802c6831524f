-- One row is an amount in PEN of a row of public spending, by stage, and by month where the stage has months.
with amounts as (
    unpivot (
        select
            submission_id,
            sheet,
            row_number,
            columns('^(pia|modifications|pim|certified|annual_commitment|(accrued|ordered)_[0-9]{2})$')
        from stg_public_spending
    ) on columns('^(pia|modifications|pim|certified|annual_commitment|(accrued|ordered)_[0-9]{2})$')
    into name column_name value amount
)

select
    fact_id(a.submission_id, a.sheet, a.row_number, a.column_name) as fact_id,
    a.submission_id,
    a.sheet,
    a.row_number,
    a.column_name,
    regexp_replace(a.column_name, '_[0-9]{2}$', '') as stage,
    try_cast(right(a.column_name, 2) as integer) as month,
    cast(a.amount as decimal(24, 4)) as amount
from amounts as a
