"""What must hold on public spending, row by row and along the rows of one meta."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.routine import routine, rows, where

_FIRST = "first_value({name}) over (partition by sec_ejec, sec_func order by row_number)"


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    return [
        *routine(sheet),
        where("pia_modifications_pim", "pim", "pia + modifications <> pim"),
        rows("physical_goal_differs", "goal_year", _unlike_the_first("goal_year", "unit_of_measure")),
    ]


def _unlike_the_first(*names: str) -> str:
    """Select the rows that say another goal than the first row of their meta."""
    unlike = " or ".join(f"{name} is distinct from {_FIRST.format(name=name)}" for name in names)
    return f"select row_number from {{batch}} where sec_func is not null qualify {unlike}"
