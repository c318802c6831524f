"""What must hold on the sheets of a performance framework, row by row."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.routine import routine, rows


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    made = routine(sheet)
    if sheet.name == "Marco":
        query = "select row_number from {batch} where hectare_kind is not null and unit_of_measure <> 'ha'"
        made.append(rows("hectares_in_hectares", "unit_of_measure", query))
    return made
