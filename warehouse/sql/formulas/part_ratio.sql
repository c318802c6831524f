-- The ratio of what was achieved to what was set out; what was only to be held is never more than held.
-- (A `case` around a formula works out each of its repeated parts anew; `coalesce` does so once.)
create or replace macro part_ratio(part, whole, holds) as
    coalesce(case when holds and part >= whole then cast(1 as decimal(24, 9)) end, ratio9(part, whole));
