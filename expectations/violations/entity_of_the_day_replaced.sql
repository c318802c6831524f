-- One row is a submission of public spending that would replace another executing unit's of its sender and day.
with entities as (
    select
        submission_id,
        reporter_code,
        period,
        is_approved,
        try_cast(sec_ejec as integer) as unit_number,
        min_by(sheet, row_number) as sheet,
        min(row_number) as row_number
    from now_public_spending
    group by all
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'sec_ejec' as column_name,
    cast(e.unit_number as varchar) as found,
    string_agg(distinct cast(o.unit_number as varchar), ', ' order by cast(o.unit_number as varchar)) as expected,
    cast(null as decimal(24, 4)) as stake_amount,
    cast(null as varchar) as stake_unit
from entities as e
inner join entities as o
    on
        e.reporter_code = o.reporter_code
        and e.period = o.period
        and e.submission_id <> o.submission_id
        and e.unit_number <> o.unit_number
-- a workbook may be of several units, of which the other is one
anti join entities as s on e.submission_id = s.submission_id and o.unit_number = s.unit_number
where not e.is_approved
group by e.submission_id, e.sheet, e.row_number, e.unit_number
