-- The colour of a compliance by the thresholds in force (ratios, not percentages); none without either.
create or replace macro light(compliance, green, amber) as
    case
        when compliance is null or green is null or amber is null then null
        when compliance >= green then 'verde'
        when compliance >= amber then 'ámbar'
        else 'rojo'
    end;
