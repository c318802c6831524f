-- One row is an expense on a line that is not its organisation's, or of another subagreement, in the plan.
with admitted as (
    select
        poa_year,
        is_in_force,
        line_code,
        organisation_code as reporter_code,
        subagreement
    from plan_line
    union
    select
        poa_year,
        is_in_force,
        line_code,
        unit_code as reporter_code,
        subagreement
    from plan_line
    where unit_code is not null
    union
    -- whoever holds an agreement executes what nobody else does
    select
        l.poa_year,
        l.is_in_force,
        l.line_code,
        a.holder_code as reporter_code,
        l.subagreement
    from plan_line as l
    cross join ref_agreement as a
    where l.execution = 'Profonanpe (ejecución directa)'
),

named as (
    select
        reporter_code,
        string_agg(distinct line_code, ', ' order by line_code) as lines
    from admitted
    where is_in_force
    group by reporter_code
)

select
    e.submission_id,
    e.sheet,
    e.row_number,
    'line_code' as column_name,
    e.line_code as found,
    coalesce(n.lines, '—') as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from spending as e
left join named as n on e.reporter_code = n.reporter_code
where
    not exists (
        select 1
        from admitted as a
        where
            a.reporter_code = e.reporter_code
            and a.line_code = e.line_code
            and (a.is_in_force or a.poa_year = left(e.period, 4))
            and (a.subagreement is null or a.subagreement = e.subagreement_code)
    )
