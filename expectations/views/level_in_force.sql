-- One row is who decides a kind of change, by an agreement (none: the general rule), on the day of a plan's decision.
select
    h.submission_id,
    a.agreement_code,
    v.change,
    v.level,
    cast(v.level_order as integer) as level_order,
    cast(v.deviation_pct as decimal(9, 4)) as deviation_pct
from now_operating_plan_head as h
cross join (
    select agreement_code from ref_agreement
    union all
    select null as agreement_code
) as a
inner join ref_reprogramming_level as v
    on
        (v.agreement is null or a.agreement_code = v.agreement)
        and v.valid_from <= coalesce(cast(h.agreement_date as varchar), '9999')
-- what the agreement says itself goes before what holds for all
qualify row_number() over (
    partition by h.submission_id, a.agreement_code, v.change
    order by v.agreement is null, v.valid_from desc
) = 1
