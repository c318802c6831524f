"""What must hold on sheet `Avance`, row by row."""

from expectations.physical_progress.contract import PROGRESS
from expectations.routine import routine, rows

SUITES = {
    PROGRESS.table: [
        *routine(PROGRESS),
        rows(
            "quantity_missing",
            "quantity",
            "select row_number from {batch} where situation = 'Con avance' and quantity is null"
            " and quantity_unreadable is null and quantity_excess is null",
        ),
    ]
}
