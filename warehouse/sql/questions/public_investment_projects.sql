-- One row per project of a department and a state, or of all, the costliest first: a page of them.
-- Public, whoever asks: figures the State publishes.
select
    d.cui,
    d.investment_name,
    d.investment_state,
    d.sector_name,
    d.entity_name,
    d.viable_amount,
    d.updated_cost,
    d.places,
    case when d.viable_amount is not null then d.viable_fact_id end as viable_fact_id,
    case when d.updated_cost is not null then d.cost_fact_id end as cost_fact_id
from dim_public_investment as d
where
    ($state = '' or d.investment_state = $state)
    and (
        $department = ''
        or exists (
            select 1
            from public_investment_place as p
            where p.cui = d.cui and p.department_code = $department
        )
    )
order by d.updated_cost desc nulls last, d.viable_amount desc nulls last, d.cui
limit $most offset $before
