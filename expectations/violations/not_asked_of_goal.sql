-- One row is a number in a column its goal is not reported with: people nobody asks for, sides of no ratio.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with numbers as (
    unpivot (
        select
            p.submission_id,
            p.sheet,
            p.row_number,
            g.mode <> 'Numerador/denominador' as has_no_sides,
            i.counts_people = 'no' and coalesce(g.disaggregation, 'Ninguna') = 'Ninguna' as has_no_people,
            cast(p.numerator as decimal(24, 4)) as numerator,
            cast(p.denominator as decimal(24, 4)) as denominator,
            cast(p.women as decimal(24, 4)) as women,
            cast(p.men as decimal(24, 4)) as men,
            cast(p.sex_unknown as decimal(24, 4)) as sex_unknown,
            cast(p.indigenous as decimal(24, 4)) as indigenous,
            cast(p.youth as decimal(24, 4)) as youth
        from now_physical_progress as p
        inner join dim_goal as g on p.goal_id = g.goal_id
        inner join ref_indicator as i on g.indicator_code = i.indicator_code
    ) on numerator, denominator, women, men, sex_unknown, indigenous, youth into name column_name value amount
)

select
    submission_id,
    sheet,
    row_number,
    column_name,
    cast(amount as varchar) as found,
    cast(null as varchar) as expected,
    amount as stake_amount,
    if(column_name in ('numerator', 'denominator'), null, 'persona') as stake_unit
from numbers
where amount <> 0 and if(column_name in ('numerator', 'denominator'), has_no_sides, has_no_people)
