-- One row is a cell of a number column that holds no plain number: the number it means, or the rule it breaks.
with tidied as (
    select
        row_number,
        column_name,
        unit,
        is_grouped,
        text,
        tidy_cell(text) as tidy
    from odd_number
),

opened as (
    select
        *,
        regexp_full_match(tidy, '\(.*\)') as in_brackets,
        case when regexp_full_match(tidy, '\(.*\)') then trim(tidy[2:-2]) else tidy end as inner_text
    from tidied
),

split as (
    select
        *,
        regexp_extract(
            inner_text,
            -- A word stands apart from its number, a currency need not; a superscript is no word.
            '(?i)^([-+]?) ?([\p{L}.°]+ |[a-z]*[$/]\.? ?|PEN|USD|) ?([-+]?)'
            || '([0-9](?:[0-9.,'' ]*[0-9.])?|\.[0-9]+) ?([\p{L}$/%. ]*)$',
            ['sign', 'before', 'inner_sign', 'digits', 'after']
        ) as part
    from opened
),

named as (
    select
        *,
        replace(part['digits'], '''', ',') as digits,
        trim(part['before'] || part['after']) as mark,
        length(part['sign'] || part['inner_sign']) + cast(in_brackets as integer) as signs,
        case when in_brackets or part['sign'] = '-' or part['inner_sign'] = '-' then '-' else '' end as negative
    from split
),

measured as (
    select
        *,
        case
            when regexp_full_match(digits, '[0-9]+(\.[0-9]+)?') then digits
            when regexp_full_match(digits, '\.[0-9]+') then '0' || digits
            when regexp_full_match(digits, '[0-9]+\.') then rtrim(digits, '.')
            when regexp_full_match(digits, '[1-9][0-9]{0,2},[0-9]{3}') and not is_grouped then null
            when regexp_full_match(digits, '[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?') then replace(digits, ',', '')
            when regexp_full_match(digits, '[1-9][0-9]{0,2}( [0-9]{3})+(\.[0-9]+)?') then replace(digits, ' ', '')
        end as numeral,
        case
            when regexp_full_match(digits, '[1-9][0-9]{0,2},[0-9]{3}') then replace(digits, ',', '')
            when regexp_full_match(digits, '[0-9]+,[0-9]+') then replace(digits, ',', '.')
            when regexp_full_match(digits, '[0-9]{1,3}([. ][0-9]{3})+,[0-9]+')
                then replace(replace(replace(digits, '.', ''), ' ', ''), ',', '.')
            when regexp_full_match(digits, '[0-9]{1,3}(\.[0-9]{3}){2,}') then replace(digits, '.', '')
        end as likely,
        case
            when mark = '' then null
            when mark = '%' then '%'
            when upper(mark) in ('S/', 'S/.', 'PEN', 'SOL', 'SOLES') then 'pen'
            when upper(strip_accents(mark)) in ('US$', 'U$S', '$', 'USD', 'DOLAR', 'DOLARES') then 'usd'
            else lower(mark)
        end as mark_unit
    from named
),

judged as (
    select
        *,
        case
            when
                lower(tidy) in ('-', '--', '---', '.', '..', '...', 'n/a', 'na', 'n.a.', 'n/d', 'nd', 'n.d.', 's/d')
                or lower(tidy) in ('sd', 's.d.', 'null', 'none', 'nulo', 'ninguno', 'sin dato', 'sin datos')
                then 'word_for_blank'
            when regexp_full_match(tidy, '\d{4}-\d{2}-\d{2}( .*)?|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}') then 'date_for_number'
            when regexp_full_match(tidy, '[-+]?[0-9.,]+[eE][-+]?\d+') then 'scientific_number'
            when part['digits'] = '' or signs > 1 or coalesce(numeral, likely) is null then 'not_a_number'
            when mark_unit = '%' and coalesce(unit, '') <> '%' then 'percent_sign'
            when mark_unit is not null and mark_unit <> coalesce(lower(unit), '') then 'words_with_number'
            -- The contract says that this publisher groups thousands with commas: nothing to tell.
            when is_grouped and numeral is not null and regexp_full_match(text, '[-+]?[0-9,]+(\.[0-9]+)?') then null
            when numeral is not null then 'read_as'
            when regexp_full_match(digits, '[1-9][0-9]{0,2},[0-9]{3}') then 'ambiguous_comma'
            else 'decimal_comma'
        end as rule
    from measured
)

select
    row_number,
    column_name,
    case when coalesce(rule, 'read_as') = 'read_as' then negative || numeral end as value,
    rule,
    case
        when rule = 'ambiguous_comma' then negative || likely || ' / ' || negative || replace(digits, ',', '.')
        when rule in ('not_a_number', 'word_for_blank', 'date_for_number', 'scientific_number') then null
        else negative || coalesce(numeral, likely)
    end as meant
from judged
