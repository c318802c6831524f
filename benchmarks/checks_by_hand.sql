-- One row is a rule broken by a row of staged_report, in a column.
with broken as (
    select
        row_number,
        goal_id is null as c01,
        not regexp_full_match(goal_id, 'AE[1-8]\.\d{3}/\d{6}') as c02,
        situation is null as c03,
        situation not in ('Con avance', 'Sin avance', 'No programado', 'Culminada', 'Suspendida') as c04,
        not regexp_full_match(district_code, '\d{6}') as c05,
        document_type not in ('Informe', 'Acta', 'Convenio', 'Contrato', 'Otro') as c06,
        reason not in ('Seguridad', 'Conflicto social', 'Clima o acceso', 'Otro') as c07,
        comment is null as c08,
        quantity_unreadable is not null as c09,
        quantity_excess is not null as c10,
        quantity < 0 as c11,
        quantity > 1000000 as c12,
        women_unreadable is not null as c13,
        women_excess is not null as c14,
        women < 0 as c15,
        men_unreadable is not null as c16,
        men_excess is not null as c17,
        men < 0 as c18,
        hectares_unreadable is not null as c19,
        hectares_excess is not null as c20,
        hectares < 0 as c21,
        year_unreadable is not null as c22,
        year_excess is not null as c23,
        document_date_unreadable is not null as c24
    from staged_report
    where
        c01 or c02 or c03 or c04 or c05 or c06 or c07 or c08 or c09 or c10 or c11 or c12
        or c13 or c14 or c15 or c16 or c17 or c18 or c19 or c20 or c21 or c22 or c23 or c24
),

named as (
    select
        row_number,
        unnest([
            case when c01 then {rule: 'required_missing', about: 'goal_id'} end,
            case when c02 then {rule: 'malformed_code', about: 'goal_id'} end,
            case when c03 then {rule: 'required_missing', about: 'situation'} end,
            case when c04 then {rule: 'not_in_list', about: 'situation'} end,
            case when c05 then {rule: 'malformed_code', about: 'district_code'} end,
            case when c06 then {rule: 'not_in_list', about: 'document_type'} end,
            case when c07 then {rule: 'not_in_list', about: 'reason'} end,
            case when c08 then {rule: 'required_missing', about: 'comment'} end,
            case when c09 then {rule: 'not_a_number', about: 'quantity'} end,
            case when c10 then {rule: 'too_many_decimals', about: 'quantity'} end,
            case when c11 then {rule: 'below_minimum', about: 'quantity'} end,
            case when c12 then {rule: 'above_maximum', about: 'quantity'} end,
            case when c13 then {rule: 'not_a_number', about: 'women'} end,
            case when c14 then {rule: 'too_many_decimals', about: 'women'} end,
            case when c15 then {rule: 'below_minimum', about: 'women'} end,
            case when c16 then {rule: 'not_a_number', about: 'men'} end,
            case when c17 then {rule: 'too_many_decimals', about: 'men'} end,
            case when c18 then {rule: 'below_minimum', about: 'men'} end,
            case when c19 then {rule: 'not_a_number', about: 'hectares'} end,
            case when c20 then {rule: 'too_many_decimals', about: 'hectares'} end,
            case when c21 then {rule: 'below_minimum', about: 'hectares'} end,
            case when c22 then {rule: 'not_a_number', about: 'year'} end,
            case when c23 then {rule: 'too_many_decimals', about: 'year'} end,
            case when c24 then {rule: 'not_a_date', about: 'document_date'} end
        ]) as broken
    from broken
),

repeated as (
    select goal_id from staged_report where goal_id is not null group by goal_id having count(*) > 1
)

select broken.rule, broken.about, row_number from named where broken is not null
union all
select 'duplicated_key', 'goal_id', row_number from staged_report where goal_id in (from repeated)
