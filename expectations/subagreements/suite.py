"""What must hold in a register of subagreements, row by row."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.routine import routine


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    return routine(sheet)
