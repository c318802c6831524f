-- One row is a project of public investment and one of its places, as the latest file of that department has it.
select
    f.cui,
    f.ubigeo,
    f.department_code,
    f.published_on,
    f.source_name,
    f.submission_id,
    f.sheet,
    f.row_number,
    f.known_from
from fct_public_investment as f
where f.known_from is not null and f.known_to is null
-- A project that is gone from the latest file of a department is not there any more.
qualify dense_rank() over (partition by f.department_code order by f.published_on desc, f.known_from desc) = 1
