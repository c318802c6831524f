-- What a numerator is multiplied by to give a ratio in its unit: percentages are 0 to 100.
create or replace macro ratio_factor(unit) as if(unit = '%', 100, 1);
