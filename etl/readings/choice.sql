-- One row is a cell that says one choice of its list in another spelling: case, accents, dashes, spaces, Sí as TRUE.
with spelled as (
    select
        *,
        regexp_replace(lower(strip_accents(tidy_cell(text))), ' ?- ?', '-', 'g') as plain
    from odd_choice
),

choice as (
    select
        *,
        regexp_replace(lower(strip_accents(tidy_cell(written))), ' ?- ?', '-', 'g') as plain
    from listed
)

select
    s.row_number,
    s.column_name,
    any_value(c.choice) as value,
    'read_as' as rule,
    any_value(c.choice) as meant
from spelled as s
inner join choice as c using (column_name, plain)
group by s.row_number, s.column_name
having count(distinct c.choice) = 1
