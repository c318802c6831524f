"""What must hold on sheet `Avance`, row by row."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.routine import routine, rows


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    without_quantity = (
        "select row_number from {batch} where situation = 'Con avance' and quantity is null"
        " and quantity_unreadable is null and quantity_excess is null"
    )
    without_zero = "select row_number from {batch} where situation = 'Sin avance' and quantity is null"
    return [
        *routine(sheet),
        rows("quantity_missing", "quantity", without_quantity),
        rows("zero_missing", "quantity", f"{without_zero} and quantity_unreadable is null"),
    ]
