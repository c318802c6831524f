-- One row is a unit with more hectares, all rows of its site together, than its legal area was on that date.
-- Renewed by submission_id: what is said of a submission's rows is said of it alone.
with named as (
    select
        d.*,
        coalesce(c.site_code, s.site_code) as site_code,
        cast(coalesce(d.achieved_on, quarter_end(d.period)) as varchar) as on_date
    from now_physical_detail as d
    left join site_name as c on plain_name(d.unit_number) = c.written
    left join site_name as s on case when c.site_code is null then plain_name(d.unit_name) end = s.written
    where d.unit_kind = 'ACR/ANP' and d.hectares > 0
),

-- A site named twice for one goal, by its code and by its name, is one site.
said as (
    select
        *,
        sum(hectares) over (partition by submission_id, goal_id, site_code) as of_site,
        max(row_number) over (partition by submission_id, goal_id, site_code) as last_row
    from named
),

areas as (
    select
        n.submission_id,
        n.sheet,
        n.row_number,
        n.of_site,
        n.last_row,
        -- dates are as precise as their source; a site not yet established has no legal area
        coalesce(
            max_by(cast(r.legal_area_ha as decimal(24, 4)), coalesce(r.valid_from, ''))
            filter (where coalesce(r.valid_from, '') <= n.on_date),
            0
        ) as legal_area
    from said as n
    inner join ref_site as r on n.site_code = r.site_code
    group by n.submission_id, n.sheet, n.row_number, n.of_site, n.last_row
)

select
    submission_id,
    sheet,
    row_number,
    'hectares' as column_name,
    cast(of_site as varchar) as found,
    cast(legal_area as varchar) as expected,
    -- what is over is at stake once, on the last of the rows that take it there
    case when row_number = last_row then cast(of_site - legal_area as decimal(24, 4)) end as stake_amount,
    'ha' as stake_unit
from areas
where of_site > legal_area
