"""What must hold on the sheets of a progress report, row by row."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.physical_progress.contract import CORRECTION, PROGRESS
from expectations.routine import routine, where

# A value that cannot be read was told already; it is not missing.
_NO_QUANTITY = "quantity is null and quantity_unreadable is null and quantity_excess is null"
_ASKS_RATIO = "coalesce(situation = 'Con avance' and mode = 'Numerador/denominador', false)"
# Of a goal by milestones the steps on the sheet Detalle are the report, and a zero says that no unit took one.
_NO_RATIO_GOAL = "coalesce(mode, '') <> 'Numerador/denominador'"
_COUNTED = f"{_NO_RATIO_GOAL} and coalesce(mode, '') <> 'Por hitos'"


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    own = {PROGRESS.table: _progress, CORRECTION.table: _correction}.get(sheet.table)
    return [*routine(sheet), *(own() if own else ())]


def _progress() -> list[gxe.Expectation]:
    return [
        where("quantity_missing", "quantity", f"situation = 'Con avance' and {_NO_QUANTITY} and {_COUNTED}"),
        where("zero_missing", "quantity", f"situation = 'Sin avance' and {_NO_QUANTITY} and {_NO_RATIO_GOAL}"),
        _side("numerator", "denominator"),
        _side("denominator", "numerator"),
    ]


def _side(name: str, other: str) -> gxe.Expectation:
    """Return that a side of a ratio is there where the other one is, or where the goal asks for both."""
    blank = f"{name} is null and {name}_unreadable is null and {name}_excess is null"
    return where("ratio_incomplete", name, f"{blank} and ({other} is not null or {_ASKS_RATIO})")


def _correction() -> list[gxe.Expectation]:
    nothing = "corrected_value is null and corrected_value_unreadable is null and corrected_value_excess is null"
    return [
        where("corrected_value_missing", "corrected_value", f"action = 'informar' and {nothing}"),
        where("withdrawn_with_value", "corrected_value", "action = 'anular' and corrected_value is not null"),
    ]
