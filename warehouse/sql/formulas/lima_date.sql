-- The day on the calendar of Lima of an instant kept in UTC; Peru has had no other time since 1994.
create or replace macro lima_date(at_utc) as
    cast(at_utc - interval 5 hour as date);
