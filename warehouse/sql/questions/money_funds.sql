-- One row is a fund with budget or spending at a cut-off, that of an agreement first.
-- Public, whoever asks: the programme's own figures.
select
    m.fund,
    m.is_agreement_fund,
    a.agreement_code,
    case when $language = 'en' then a.name_en else a.name_es end as agreement_name,
    cast(a.amount as decimal(24, 2)) as agreement_amount,
    a.currency_code,
    a.source,
    a.source_date
from (
    select distinct
        fund,
        is_agreement_fund
    from financial_progress
    where phase_code = $phase and cutoff = $cutoff
) as m
left join ref_agreement as a on m.fund = a.fund
order by m.is_agreement_fund desc, m.fund
