-- The ratio of what was achieved to what was set out; what was only to be held is never more than held.
create or replace macro part_ratio(part, whole, holds) as
    case
        when holds and part >= whole then cast(1 as decimal(24, 9))
        else ratio9(part, whole)
    end;
