"""What must hold of each decision on an expense."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.routine import routine, where
from expectations.settlements.contract import EXPENSES

# What an expense that was judged must have, and what it must not.
_AMOUNTS = {
    "accepted_amount": (
        "(eligibility = 'Elegible' and coalesce(accepted_amount, 0) = 0"
        " and accepted_amount_unreadable is null and accepted_amount_excess is null)"
        " or (eligibility in ('No elegible', 'Por sustentar') and coalesce(accepted_amount, 0) <> 0)"
    ),
    "ineligible_amount": (
        "eligibility = 'No elegible' and coalesce(ineligible_amount, 0) = 0"
        " and ineligible_amount_unreadable is null and ineligible_amount_excess is null"
    ),
}


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    return [*routine(sheet), *(_expenses() if sheet.table == EXPENSES.table else ())]


def _expenses() -> list[gxe.Expectation]:
    judged = [where("eligibility_and_amounts", name, broken) for name, broken in _AMOUNTS.items()]
    return [*judged, where("ineligible_without_reason", "reason", "ineligible_amount <> 0 and reason is null")]
