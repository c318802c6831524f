"""What must hold of each voucher and of the reconciliation, row by row."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.financial_execution.contract import EXPENSES
from expectations.routine import routine, where


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    return [*routine(sheet), *(_expenses() if sheet.table == EXPENSES.table else ())]


def _expenses() -> list[gxe.Expectation]:
    return [
        where("negative_expense", "amount", "amount < 0 and movement = 'Gasto'"),
        where("tax_over_amount", "sales_tax", "abs(sales_tax) > abs(amount)"),
    ]
