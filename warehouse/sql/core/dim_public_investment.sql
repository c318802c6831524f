-- One row is a project of public investment, by its CUI, as published last: what is counted of it is counted here.
select
    f.cui,
    f.investment_name,
    f.investment_state,
    f.sector_name,
    f.entity_name,
    f.executing_unit,
    f.registered_on,
    f.viable_on,
    f.viable_amount,
    f.updated_cost,
    f.published_on,
    f.source_name,
    f.submission_id,
    f.viable_fact_id,
    f.cost_fact_id,
    count(*) over (partition by f.cui) as places
from fct_public_investment as f
inner join public_investment_place as p
    on f.submission_id = p.submission_id and f.sheet = p.sheet and f.row_number = p.row_number
qualify
    row_number() over (
        partition by f.cui order by f.published_on desc, f.known_from desc, f.submission_id, f.row_number
    ) = 1
