-- What an amount at stake counts for where it is put in order: money in dollars, anything else as it is.
create or replace macro stake_worth(amount, dollars) as cast(amount as decimal(20, 2)) * coalesce(dollars, 1);
