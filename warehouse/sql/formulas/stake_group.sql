-- Where amounts at stake are put in order: money of any currency together and first, then each other unit by itself.
create or replace macro stake_group(unit, currency) as case when currency is null then unit else '' end;
