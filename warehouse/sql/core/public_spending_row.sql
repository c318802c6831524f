-- One row is a row of a daily snapshot of public spending: code and name of each class the money is spent on.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    s.submission_id,
    s.sheet,
    s.row_number,
    d.organisation_code,
    concat_ws('/', coalesce(d.unit_code, d.organisation_code), d.period) as snapshot,
    try_cast(d.period as date) as day,
    cast(s.year as integer) as year,
    s.executing_unit,
    concat(cast(s.sec_ejec as integer), '-', format('{:04d}', cast(s.sec_func as integer))) as purpose_code,
    class_name(s.purpose) as purpose_name,
    class_code(s.program) as program_code,
    class_name(s.program) as program_name,
    class_code(s.product) as product_code,
    class_name(s.product) as product_name,
    class_code(s.activity) as activity_code,
    class_name(s.activity) as activity_name,
    class_code(s.funding_item) as funding_code,
    class_name(s.funding_item) as funding_name,
    concat_ws('.', class_code(s.transaction_type), class_code(s.generic)) as generic_code,
    class_name(s.generic) as generic_name,
    concat_ws(
        '.',
        class_code(s.transaction_type),
        class_code(s.generic),
        class_code(s.subgeneric),
        class_code(s.subgeneric_detail),
        class_code(s.specific),
        class_code(s.specific_detail)
    ) as specific_code,
    class_name(s.specific_detail) as specific_name,
    v.known_from,
    v.known_to
from stg_public_spending as s
inner join dim_submission as d on s.submission_id = d.submission_id
left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
