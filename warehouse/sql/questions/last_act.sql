-- One row: the last act until the end of a day in Lima; nothing where there was none yet.
-- Public, whoever asks: how far the ledger went.
select max(sequence) as sequence
from ledger_event
where lima_date(at_utc) <= $day::date
