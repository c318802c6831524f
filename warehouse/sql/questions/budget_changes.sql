-- One row is a budget amount that some version of a phase's plan changed: original, previous, new, and why.
-- Public, whoever asks: the programme's own figures.
select * exclude (row_key, submission_id, previous_id)
from budget_change
where phase_code = $phase
order by plan_version desc, line_code, category_code, fund, currency_code, period
