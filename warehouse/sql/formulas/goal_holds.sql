-- Whether a goal is to hold what it has: its indicator says so, or its target is not beyond its baseline.
create or replace macro goal_holds(mode, direction, baseline, includes_baseline, target) as
    case
        when direction = 'descending' then coalesce(baseline <= target, false)
        when not is_level(mode) then false
        when direction = 'maintain' then true
        else includes_baseline and coalesce(baseline >= target, false)
    end;
