-- One row is a state of the projects of one department, or of all departments, each project once; and their total.
-- Public, whoever asks: figures the State publishes.
select
    d.investment_state,
    grouping(d.investment_state) = 1 as is_total,
    count(*) as projects,
    sum(d.viable_amount)::decimal(38, 4) as viable_amount,
    sum(d.updated_cost)::decimal(38, 4) as updated_cost
from dim_public_investment as d
where
    $department = ''
    or exists (
        select 1
        from public_investment_place as p
        where p.cui = d.cui and p.department_code = $department
    )
group by rollup (d.investment_state)
having count(*) > 0
order by is_total, d.investment_state
