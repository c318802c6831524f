"""What must hold on the sheets of a progress report, row by row."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.physical_progress.contract import CORRECTION, PROGRESS
from expectations.routine import routine, where

# A value that cannot be read was told already; it is not missing.
_NO_QUANTITY = "quantity is null and quantity_unreadable is null and quantity_excess is null"
_NO_RATIO = (
    "coalesce(numerator, denominator) is null and coalesce(numerator_unreadable, denominator_unreadable) is null"
)
_COUNTED = "coalesce(mode, '') not in ('Numerador/denominador', 'Por hitos')"


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    own = {PROGRESS.table: _progress, CORRECTION.table: _correction}.get(sheet.table)
    return [*routine(sheet), *(own() if own else ())]


def _progress() -> list[gxe.Expectation]:
    unpaired = "coalesce(numerator_unreadable, denominator_unreadable) is null"
    return [
        where("quantity_missing", "quantity", f"situation = 'Con avance' and {_NO_QUANTITY} and {_COUNTED}"),
        where("zero_missing", "quantity", f"situation = 'Sin avance' and {_NO_QUANTITY} and {_COUNTED}"),
        where("ratio_incomplete", "numerator", f"numerator is null and denominator is not null and {unpaired}"),
        where("ratio_incomplete", "denominator", f"numerator is not null and denominator is null and {unpaired}"),
        where(
            "ratio_incomplete",
            "numerator",
            f"situation = 'Con avance' and mode = 'Numerador/denominador' and {_NO_RATIO}",
        ),
    ]


def _correction() -> list[gxe.Expectation]:
    nothing = "corrected_value is null and corrected_value_unreadable is null and corrected_value_excess is null"
    return [
        where("corrected_value_missing", "corrected_value", f"action = 'informar' and {nothing}"),
        where("withdrawn_with_value", "corrected_value", "action = 'anular' and corrected_value is not null"),
    ]
