"""The calculated columns of the reconciliation: what was spent of the fund, what the book gives, and the difference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from expectations.contract import Column, Sheet
from expectations.financial_execution.contract import EXPENSES
from warehouse import reference

# As many rows as our template leaves for vouchers, and as a bank book may add when it is pasted.
LAST_ROW = 5_000
_BOOK = ("opening_balance", "received", "interest")


def of_account(sheet: Sheet, column: Column, at: dict[str, str], row: dict[str, Any]) -> tuple[str, str | float]:
    """Return (formula, cached value) of a calculated cell of the reconciliation, whose other cells are `at`.

    The cached value is that of a workbook as it leaves us, with what is filled in `row`; `spent` is the sum of the
    vouchers filled. KeyError for a column without a formula.
    """
    spent = Decimal(row.get("spent") or 0)
    book = sum((_amount(row, name) for name in _BOOK), Decimal(0)) - _amount(row, "returned") - spent
    bank = _amount(row, "statement_balance") + _amount(row, "cash_and_advances") - _amount(row, "outstanding_cheques")
    if column.name == "fund_expenses":
        return f"={_spent(at['account_currency'])}", float(spent)
    if column.name == "book_balance":
        before = "+".join(f"N({at[name]})" for name in _BOOK)
        return f"={before}-N({at['returned']})-{at['fund_expenses']}", float(book)
    if column.name == "difference":
        there = f"N({at['statement_balance']})+N({at['cash_and_advances']})-N({at['outstanding_cheques']})"
        return f"=ROUND({there}-{at['book_balance']},2)", float(bank - book)
    raise KeyError(f"{sheet.name}: {column.name} has no formula")


def _amount(row: dict[str, Any], name: str) -> Decimal:
    return Decimal(str(row.get(name) or 0))


def _spent(currency: str) -> str:
    """Write the sum of the vouchers of the agreements' own funds in the currency of the account."""
    letters = {column.name: xl_col_to_name(position) for position, column in enumerate(EXPENSES.columns)}
    ranges = {
        name: f"{EXPENSES.name}!${letters[name]}${EXPENSES.header_row + 1}:${letters[name]}${LAST_ROW}"
        for name in ("amount", "fund", "currency_code")
    }
    funds = dict.fromkeys(row["fund"] for row in reference.rows("agreement"))
    of_fund = 'SUMIFS({amount},{fund},"{{}}",{currency_code},{{}})'.format(**ranges)
    return "+".join(of_fund.format(fund, currency) for fund in funds)
