-- One row is a project of public investment at one of its places in one file; its amounts stand on each and never add.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
select
    fact_id(s.submission_id, s.sheet, s.row_number, 'viable_amount') as viable_fact_id,
    fact_id(s.submission_id, s.sheet, s.row_number, 'updated_cost') as cost_fact_id,
    s.submission_id,
    s.sheet,
    s.row_number,
    s.cui,
    s.investment_name,
    s.investment_state,
    s.sector_name,
    s.entity_name,
    s.executing_unit,
    s.registered_on,
    s.viable_on,
    s.viable_amount,
    s.updated_cost,
    s.ubigeo,
    left(s.ubigeo, 2) as department_code,
    cast(left(d.period, 10) as date) as published_on,
    p.publisher as source_name,
    v.known_from,
    v.known_to
from stg_public_investment as s
inner join dim_submission as d on s.submission_id = d.submission_id
left join ref_publisher as p on d.source = p.source_code and d.layout = p.layout
left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
