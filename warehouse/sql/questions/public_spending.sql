-- One row per class of one level of a snapshot of public spending, with its amounts in PEN by stage.
-- Public, whoever asks: figures the State publishes.
select
    c.code,
    c.name,
    c.pia,
    c.modifications,
    c.pim,
    c.certified,
    c.annual_commitment,
    c.accrued,
    c.ordered,
    c.accrued_ratio
from public_spending_by_class as c
where c.snapshot = $snapshot and c.level = $level
order by c.code
