-- One row is a region at a cut-off on a basis, with its three ratios, light and coverage.
select
    * exclude (level, code),
    code as department_code
from rollup
where level = 'region'
