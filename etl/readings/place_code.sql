-- An ubigeo with the zero a number loses, and without the 00 that says the whole of a place; any other text stays.
create or replace temp macro place_code(code) as case
    -- 00 alone is the whole country: of its two digits nothing is taken away.
    when regexp_full_match(code, '[1-9](\d\d){0,2}|\d\d(\d\d){1,2}')
        then regexp_replace(
            case when length(code) % 2 = 1 then '0' else '' end || code, '^(\d\d)(00){1,2}$|^(\d{4})00$', '\1\3'
        )
    else code
end;
