-- One row is a cell other than zero that enters one amount of a class of public spending: the file of an organisation.
select
    f.fact_id,
    f.month,
    f.amount,
    concat(c.letter, f.row_number) as cell,
    r.purpose_name,
    r.specific_code,
    r.specific_name
from public_spending_class as k
inner join fct_public_spending as f
    on k.submission_id = f.submission_id and k.sheet = f.sheet and k.row_number = f.row_number
inner join public_spending_row as r
    on k.submission_id = r.submission_id and k.sheet = r.sheet and k.row_number = r.row_number
inner join report_column as c
    on f.submission_id = c.submission_id and f.sheet = c.sheet and f.column_name = c.column_name
where
    k.snapshot = $snapshot
    and k.level = $level
    and k.code = $code
    and f.stage = $stage
    and f.amount <> 0
    and ($scope_organisations::varchar[] is null or list_contains($scope_organisations::varchar[], k.organisation_code))
order by abs(f.amount) desc, f.row_number, f.column_name
