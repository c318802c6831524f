-- The colour of a compliance by the thresholds in force (ratios, not percentages).
create or replace macro light(compliance, green, amber) as
    case
        when compliance is null then null
        when compliance >= green then 'verde'
        when compliance >= amber then 'ámbar'
        else 'rojo'
    end;
