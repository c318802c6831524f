-- Progress of a value towards a target by the goal's mode, direction and baseline (model: progress of a goal).
create or replace macro goal_ratio(mode, direction, baseline, includes_baseline, amount, target) as
    part_ratio(
        goal_part(mode, direction, baseline, includes_baseline, amount, target),
        goal_whole(mode, direction, baseline, includes_baseline, amount, target),
        goal_holds(mode, direction, baseline, includes_baseline, target)
    );
