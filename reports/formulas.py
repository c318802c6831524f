"""The calculated columns of our own workbooks: their formula, and the value it has as the workbook leaves us."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from expectations.contract import Column, Sheet

CLOSING = "Valor al cierre"


def formula(sheet: Sheet, column: Column, line: int, row: dict[str, Any]) -> tuple[str, str]:
    """Return (formula, cached value) of a calculated cell on that line, counted from 1."""
    at = {c.name: xl_rowcol_to_cell(line - 1, i) for i, c in enumerate(sheet.columns)}
    last, quantity = _amount(row, "last_value"), _amount(row, "quantity")
    closing = row.get("mode") == CLOSING
    total = None if quantity is None else quantity if closing else (last or Decimal(0)) + quantity
    if column.name == "new_cumulative":
        text = f'=IF({at["quantity"]}="","",IF({at["mode"]}="{CLOSING}",0,N({at["last_value"]}))+{at["quantity"]})'
        return text, _text(total)
    if column.name in ("year_pct", "phase_pct"):
        target = "year_target" if column.name == "year_pct" else "phase_target"
        text = (
            f'=IF(OR({at["new_cumulative"]}="",N({at[target]})=0),"",ROUND(100*{at["new_cumulative"]}/{at[target]},1))'
        )
        goal = _amount(row, target)
        return text, _text((100 * total / goal).quantize(Decimal("0.1")) if total is not None and goal else None)
    no_quantity = f'AND({at["situation"]}="Con avance",{at["quantity"]}="")'
    text = f'=IF({at["situation"]}="","Falta la situación",IF({no_quantity},"Falta la cantidad",""))'
    if not row.get("situation"):
        return text, "Falta la situación"
    return text, "Falta la cantidad" if row["situation"] == "Con avance" and quantity is None else ""


def _amount(row: dict[str, Any], name: str) -> Decimal | None:
    try:
        return Decimal(str(row[name])) if row.get(name) not in (None, "") else None
    except InvalidOperation:
        return None


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
