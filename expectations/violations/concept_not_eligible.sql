-- One row is an expense of an agreement's fund whose concept names what such a fund does not pay.
select
    e.submission_id,
    e.sheet,
    e.row_number,
    'concept' as column_name,
    left(e.concept, 80) as found,
    -- whoever reads it in whichever language; the sentence around it is in theirs
    concat_ws(
        ' / ',
        string_agg(distinct w.why_es, ', ' order by w.why_es),
        string_agg(distinct w.why_en, ', ' order by w.why_en)
    ) as expected,
    cast(abs(e.amount) as decimal(24, 4)) as stake_amount,
    e.currency_code as stake_unit
from now_expense as e
inner join ref_agreement as a on e.fund = a.fund
inner join ref_ineligible_concept as w
    on regexp_matches(strip_accents(lower(e.concept)), concat('\b', strip_accents(lower(w.word)), '\b'))
group by e.submission_id, e.sheet, e.row_number, e.concept, e.amount, e.currency_code
