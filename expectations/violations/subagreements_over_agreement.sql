-- One row is the largest subagreement of a register that gives away more than its agreement has.
with addenda as (
    select
        submission_id,
        subagreement_code,
        max_by(new_amount, signed_on) filter (where new_amount is not null) as new_amount
    from now_subagreement_addendum
    group by submission_id, subagreement_code
),

given_away as (
    select
        s.submission_id,
        s.sheet,
        s.row_number,
        s.agreement_code,
        s.currency_code,
        coalesce(a.new_amount, s.amount) as amount
    from now_subagreement as s
    left join addenda as a on s.submission_id = a.submission_id and s.subagreement_code = a.subagreement_code
)

select
    g.submission_id,
    g.sheet,
    g.row_number,
    'amount' as column_name,
    cast(sum(g.amount) over (partition by g.submission_id, g.agreement_code) as varchar) as found,
    a.amount as expected,
    cast(
        sum(g.amount) over (partition by g.submission_id, g.agreement_code) - cast(a.amount as decimal(24, 2))
        as decimal(24, 4)
    ) as stake_amount,
    g.currency_code as stake_unit
from given_away as g
inner join ref_agreement as a on g.agreement_code = a.agreement_code and g.currency_code = a.currency_code
qualify
    sum(g.amount) over (partition by g.submission_id, g.agreement_code) > cast(a.amount as decimal(24, 2))
    and row_number() over (partition by g.submission_id, g.agreement_code order by g.amount desc, g.row_number) = 1
