-- One row is the public investment of a department in one state: projects, each once, though another has it too.
select
    p.department_code,
    d.investment_state,
    count(*) as projects,
    cast(sum(d.viable_amount) as decimal(38, 4)) as viable_amount,
    cast(sum(d.updated_cost) as decimal(38, 4)) as updated_cost
from dim_public_investment as d
inner join (select distinct cui, department_code from public_investment_place) as p on d.cui = p.cui
group by p.department_code, d.investment_state
