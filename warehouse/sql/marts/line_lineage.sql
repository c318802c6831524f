-- One row is a line and one that came before it, directly or through others, with how many steps back it is.
with recursive back as (
    select
        phase_code,
        line_code,
        predecessor_code,
        1 as steps
    from line_replaced
    union all
    select
        b.phase_code,
        b.line_code,
        r.predecessor_code,
        b.steps + 1 as steps
    from back as b
    inner join line_replaced as r on b.phase_code = r.phase_code and b.predecessor_code = r.line_code
    -- lines that replace each other in a circle are walked once
    where b.steps < 20 and r.predecessor_code <> b.line_code
)

select
    phase_code,
    line_code,
    predecessor_code,
    min(steps) as steps
from back
where predecessor_code <> ''
group by phase_code, line_code, predecessor_code
