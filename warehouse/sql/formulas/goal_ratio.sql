-- Progress of a value towards a target by the goal's mode, direction and baseline (model: progress of a goal).
create or replace macro goal_ratio(mode, direction, baseline, includes_baseline, amount, target) as
    case
        when target is null or target = 0 then null
        when mode = 'Cantidad del periodo'
            then ratio9(
                coalesce(amount, 0),
                target - case when includes_baseline then coalesce(baseline, 0) else 0 end
            )
        when direction = 'descending' and baseline is null then null
        when amount is null then cast(0 as decimal(24, 9))
        when direction = 'descending' and baseline = target
            then case when amount <= target then cast(1 as decimal(24, 9)) else ratio9(target, amount) end
        when direction = 'maintain' or baseline = target
            then case when amount >= target then cast(1 as decimal(24, 9)) else ratio9(amount, target) end
        when direction = 'descending' then ratio9(baseline - amount, baseline - target)
        when not includes_baseline then ratio9(amount, target)
        else ratio9(amount - coalesce(baseline, 0), target - coalesce(baseline, 0))
    end;
