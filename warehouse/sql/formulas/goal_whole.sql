-- What a goal set out to achieve, the lower side of its ratio; null when that is not known, 0 when it is nothing yet.
create or replace macro goal_whole(mode, direction, baseline, includes_baseline, amount, target) as
    cast(
        case
            when target is null then null
            when not is_level(mode) and direction <> 'descending'
                then greatest(target - case when includes_baseline then coalesce(baseline, 0) else 0 end, 0)
            when target = 0 and direction <> 'descending' then null
            when goal_holds(mode, direction, baseline, includes_baseline, target)
                then case when direction = 'descending' then coalesce(amount, target) else target end
            when direction = 'descending' then baseline - target
            when not includes_baseline then target
            else target - coalesce(baseline, 0)
        end as decimal(28, 4)
    );
