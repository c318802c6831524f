"""The calculated columns of our own workbooks: their formula, and the value it has as the workbook leaves us."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from expectations.contract import Column, Sheet

CLOSING = "Valor al cierre"
# Python would read more as a number (1_000, Infinity, digits of other scripts) than a spreadsheet does.
_PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?")


def number(value: Any) -> Decimal | None:
    """Return the value as an exact number where a spreadsheet, which keeps binary floats, can hold it.

    >>> number("12.50"), number("1,250"), number("1_000"), number("12345678901234567.89")
    (Decimal('12.50'), None, None, None)
    """
    if value is None or not _PLAIN.fullmatch(str(value)):
        return None
    exact = Decimal(str(value))
    return exact if Decimal(repr(float(exact))) == exact else None


def formula(sheet: Sheet, column: Column, line: int, row: dict[str, Any]) -> tuple[str, str | float]:
    """Return (formula, cached value) of a calculated cell on that line, counted from 1; percentages are 0 to 100."""
    at = {c.name: xl_rowcol_to_cell(line - 1, i) for i, c in enumerate(sheet.columns)}
    quantity, total = number(row.get("quantity")), _total(row)
    if column.name == "new_cumulative":
        before = f'IF({at["mode"]}="{CLOSING}",0,N({at["last_value"]}))'
        return f'=IF(ISNUMBER({at["quantity"]}),{before}+{at["quantity"]},"")', _cached(total)
    if column.name in ("year_pct", "phase_pct"):
        target = "year_target" if column.name == "year_pct" else "phase_target"
        unknown = f'OR({at["new_cumulative"]}="",N({at[target]})=0)'
        goal = number(row.get(target))
        percentage = (
            (100 * total / goal).quantize(Decimal("0.1"), ROUND_HALF_UP) if total is not None and goal else None
        )
        return f'=IF({unknown},"",ROUND(100*{at["new_cumulative"]}/{at[target]},1))', _cached(percentage)
    if column.name == "missing":
        no_quantity = f'AND({at["situation"]}="Con avance",{at["quantity"]}="")'
        text = f'=IF({at["situation"]}="","Falta la situación",IF({no_quantity},"Falta la cantidad",""))'
        if not row.get("situation"):
            return text, "Falta la situación"
        return text, "Falta la cantidad" if row["situation"] == "Con avance" and quantity is None else ""
    raise KeyError(f"{sheet.name}: {column.name} has no formula")


def _total(row: dict[str, Any]) -> Decimal | None:
    quantity = number(row.get("quantity"))
    if quantity is None or row.get("mode") == CLOSING:
        return quantity
    return (number(row.get("last_value")) or Decimal(0)) + quantity


def _cached(value: Decimal | None) -> str | float:
    return "" if value is None else float(value)
