-- One row is a class that a row of public spending in force falls under, on one level of the classification.
select
    r.submission_id,
    r.sheet,
    r.row_number,
    r.organisation_code,
    r.snapshot,
    l.level,
    case l.level
        when 'total' then ''
        when 'program' then r.program_code
        when 'product' then r.product_code
        when 'activity' then r.activity_code
        when 'purpose' then r.purpose_code
        when 'funding' then r.funding_code
        when 'generic' then r.generic_code
        when 'specific' then r.specific_code
        else concat_ws(' · ', r.purpose_code, r.funding_code, r.specific_code)
    end as code,
    case l.level
        when 'total' then ''
        when 'program' then r.program_name
        when 'product' then r.product_name
        when 'activity' then r.activity_name
        when 'purpose' then r.purpose_name
        when 'funding' then r.funding_name
        when 'generic' then r.generic_name
        when 'specific' then r.specific_name
        else concat_ws(' · ', r.purpose_name, r.specific_name)
    end as name
from public_spending_row as r
cross join
    (
        values
        ('total'), ('program'), ('product'), ('activity'), ('purpose'), ('funding'), ('generic'), ('specific'), ('row')
    ) as l (level)
where r.known_from is not null and r.known_to is null
