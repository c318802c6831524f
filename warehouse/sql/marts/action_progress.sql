-- One row is an action at a cut-off on a basis, with its three ratios, light and coverage.
select
    * exclude (level, code),
    code as action_code
from rollup
where level = 'action'
