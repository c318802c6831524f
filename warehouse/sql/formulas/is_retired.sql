-- Whether a phase target of nothing takes the goal out of the plan; to bring something down to 0 is a target.
create or replace macro is_retired(mode, direction, phase_target) as
    coalesce(phase_target = 0, false) and (not is_level(mode) or direction <> 'descending');
