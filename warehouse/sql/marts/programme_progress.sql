-- One row is the whole programme of a phase at a cut-off on a basis, with its three ratios, light and coverage.
select * exclude (level, code)
from rollup
where level = 'programme'
