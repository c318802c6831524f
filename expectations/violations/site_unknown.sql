-- One row is a protected area named by no code and no name the register of sites has: its legal area is not known.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with unknown as (
    select d.*
    from now_physical_detail as d
    anti join site_name as c on plain_name(d.unit_number) = c.written
    anti join site_name as s on plain_name(d.unit_name) = s.written
    where d.unit_kind = 'ACR/ANP'
)

select
    u.submission_id,
    u.sheet,
    u.row_number,
    'unit_name' as column_name,
    concat_ws(' · ', u.unit_name, u.unit_number) as found,
    -- the register's area that is written most like it
    max_by(concat_ws(' · ', r.name, r.site_code), jaro_winkler_similarity(plain_name(r.name), plain_name(u.unit_name)))
        as expected,
    cast(any_value(u.hectares) as decimal(24, 4)) as stake_amount,
    case when any_value(u.hectares) is not null then 'ha' end as stake_unit
from unknown as u
cross join ref_site as r
group by u.submission_id, u.sheet, u.row_number, u.unit_name, u.unit_number
