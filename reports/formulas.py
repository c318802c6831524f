"""The calculated columns of our own workbooks: their formula, and the value it has as the workbook leaves us."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from expectations.contract import Column, Sheet
from reports.formulas_of_money import of_account

CLOSING, STEPS, RATIO = "Valor al cierre", "Por hitos", "Numerador/denominador"
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
    """Return (formula, cached value) of a calculated cell on that line, counted from 1; percentages are 0 to 100.

    Besides the contract's columns `row` may hold what the sheet does not show: `year_before` (the year's cumulative
    so far), `baseline`, `includes_baseline` and `direction`. They enter the formula as numbers.
    """
    at = {c.name: xl_rowcol_to_cell(line - 1, i) for i, c in enumerate(sheet.columns)}
    if column.name == "new_cumulative":
        return _cumulative(at, row)
    if column.name == "year_pct":
        return _percentage(at, row, "year_target", "year_before")
    if column.name == "phase_pct":
        return _percentage(at, row, "phase_target", "last_value")
    if column.name == "missing":
        return _missing(at, row)
    return of_account(sheet, column, at, row)


def _missing(at: dict[str, str], row: dict[str, Any]) -> tuple[str, str]:
    """Ask for what the goal's mode asks for; the steps of a goal by milestones are on another sheet."""
    names, noun = _asked(row)
    blanks = [f'{at[name]}=""' for name in names]
    blank = f"OR({','.join(blanks)})" if blanks else "FALSE"
    is_told = f'AND({at["situation"]}="Con avance",{blank})'
    text = f'=IF({at["situation"]}="","Falta la situación",IF({is_told},"Falta {noun}",""))'
    if not row.get("situation"):
        return text, "Falta la situación"
    is_without = row["situation"] == "Con avance" and any(number(row.get(name)) is None for name in names)
    return text, f"Falta {noun}" if is_without else ""


def _asked(row: dict[str, Any]) -> tuple[tuple[str, ...], str]:
    """Return the columns a goal with progress must fill, and what they are called."""
    if row.get("mode") == RATIO:
        return ("numerator", "denominator"), "el numerador o el denominador"
    return () if row.get("mode") == STEPS else ("quantity",), "la cantidad"


def _cumulative(at: dict[str, str], row: dict[str, Any]) -> tuple[str, str | float]:
    """Write what there is now: a sum so far, finished units so far, the closing value, or the ratio."""
    if row.get("mode") != RATIO:
        return f'=IF(ISNUMBER({at["quantity"]}),{_sum(at, row, "last_value")},"")', _cached(_total(row, "last_value"))
    over, under = at["numerator"], at["denominator"]
    ratio = _ratio(row)
    rounded = None if ratio is None else ratio.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    known = f"AND(ISNUMBER({over}),N({under})<>0)"
    return f'=IF({known},ROUND({_factor(row)}*{over}/{under},4),"")', _cached(rounded)


def _factor(row: dict[str, Any]) -> int:
    """Return what a numerator is multiplied by: a percentage is 0 to 100."""
    return 100 if row.get("unit_of_measure") == "%" else 1


def _ratio(row: dict[str, Any]) -> Decimal | None:
    over, under = number(row.get("numerator")), number(row.get("denominator"))
    return None if over is None or not under else _factor(row) * over / under


def _sum(at: dict[str, str], row: dict[str, Any], before: str) -> str:
    """Write what the quantity makes of what was there before: their sum, or the closing value itself."""
    start = f"N({at[before]})" if before in at else str(number(row.get(before)) or 0)
    return f'IF({at["mode"]}="{CLOSING}",0,{start})+{at["quantity"]}'


def _total(row: dict[str, Any], before: str) -> Decimal | None:
    quantity = number(row.get("quantity"))
    if quantity is None or row.get("mode") == CLOSING:
        return quantity
    return (number(row.get(before)) or Decimal(0)) + quantity


@dataclass(frozen=True)
class _Term:
    """An amount, as the sheet writes it and as it is now."""

    text: str
    amount: Decimal | None

    def __sub__(self, other: _Term) -> _Term:
        amount = None if self.amount is None or other.amount is None else self.amount - other.amount
        return _Term(f"({self.text}-{other.text})", amount)


def _percentage(at: dict[str, str], row: dict[str, Any], target: str, before: str) -> tuple[str, str | float]:
    """Write the progress towards a target as the formulas `goal_part`, `goal_whole` and `part_ratio` define it.

    Nothing for a goal by milestones: the furthest step of each of its units is known only where all reports are.
    """
    if row.get("mode") == STEPS:
        return '=""', ""
    value = _Term(f"({_sum(at, row, before)})", _total(row, before))
    blank = f'{at["quantity"]}=""'
    if row.get("mode") == RATIO:
        value = _Term(f"({_factor(row)}*{at['numerator']}/{at['denominator']})", _ratio(row))
        blank = f'{at["numerator"]}="",N({at["denominator"]})=0'
    goal = _Term(at[target], number(row.get(target)))
    share = _share(row, value, goal)
    if share is None:
        return '=""', ""
    over, under = share
    is_down = row.get("direction") == "descending"
    # To bring something down to nothing is a target.
    nothing = under if is_down else goal
    unknown = f'OR({goal.text}="",N({nothing.text})=0)'
    rounded = None
    if goal.amount is not None and nothing.amount and over.amount is not None and under.amount:
        rounded = (100 * over.amount / under.amount).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f'=IF(OR({blank}),"",IF({unknown},"",ROUND(100*{over.text}/{under.text},1)))', _cached(rounded)


def _share(row: dict[str, Any], value: _Term, goal: _Term) -> tuple[_Term, _Term] | None:
    """Return numerator and denominator by mode, direction and baseline; None where progress cannot be known."""
    start, is_down = number(row.get("baseline")), row.get("direction") == "descending"
    base = _Term(str(start or 0), start or Decimal(0))
    if row.get("mode") not in (CLOSING, RATIO):
        return value, goal - base if row.get("includes_baseline") else goal
    if is_down and start is None:
        return None
    if _holds(row, start, goal.amount):
        return _held(value, goal, is_down=is_down)
    return value - base, goal - base if is_down or row.get("includes_baseline") else goal


def _holds(row: dict[str, Any], start: Decimal | None, aim: Decimal | None) -> bool:
    """Say whether the goal is to hold what it has, as `warehouse/sql/formulas/goal_holds.sql` defines it."""
    if row.get("direction") == "maintain":
        return True
    if start is None or aim is None:
        return False
    return start <= aim if row.get("direction") == "descending" else bool(row.get("includes_baseline")) and start >= aim


def _held(value: _Term, goal: _Term, *, is_down: bool) -> tuple[_Term, _Term]:
    """Return 1 ÷ 1 while the value is on the good side of its target, else how near it is."""
    sign, over, under = ("<=", goal, value) if is_down else (">=", value, goal)
    known = value.amount is not None and goal.amount is not None
    is_held = known and (value.amount <= goal.amount if is_down else value.amount >= goal.amount)  # type: ignore[operator]
    one = Decimal(1)
    return tuple(
        _Term(f"IF({value.text}{sign}{goal.text},1,{term.text})", one if is_held else term.amount)
        for term in (over, under)
    )  # type: ignore[return-value]


def _cached(value: Decimal | None) -> str | float:
    return "" if value is None else float(value)
