-- What a goal achieved, the upper side of its ratio; nothing reported achieves nothing.
create or replace macro goal_part(mode, direction, baseline, includes_baseline, amount, target) as
    cast(
        case
            when amount is null then 0
            when goal_holds(mode, direction, baseline, includes_baseline, target)
                then case when direction = 'descending' then target else amount end
            when direction = 'descending' then baseline - amount
            when not is_level(mode) then amount
            else amount - coalesce(baseline, 0)
        end as decimal(28, 4)
    );
