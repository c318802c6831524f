-- One row is a parameter of an agreement with the days between which it is in force.
select
    agreement_code,
    name,
    valid_from,
    lead(valid_from) over (partition by agreement_code, name order by valid_from) as valid_to,
    value,
    unit,
    note,
    note_en,
    source,
    source_date
from ref_agreement_parameter
