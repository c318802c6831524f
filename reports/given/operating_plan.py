"""What a plan's workbook says before anybody types: its phase and version, the usual head, and the plan in force."""

from __future__ import annotations

from typing import Any

from reports.periods import phase_years
from reports.template import NoTemplateError, Rows
from warehouse.clock import now
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

SHEETS = {"Líneas": "plan_lines", "Metas": "plan_goals", "Presupuesto": "plan_budget"}
QUARTERS = ("t1", "t2", "t3", "t4")


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return the head of the plan of that period; the year, currency and state may be changed by its author."""
    years = phase_years(period)
    if not years:
        raise NoTemplateError("unknown_period", period)
    phase, _, version = period.rpartition("-")
    usual = {"poa_year": _poa_year(folder, period), "currency_code": "USD", "plan_state": "Borrador"}
    return {"Carátula": [{"phase_code": phase, "plan_version": version} | usual]}


def filled(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return the plan in force of that phase, to be edited rather than typed again; nothing where there is none.

    The quarters are those of one year: those of another are left for their author to write.
    """
    reader, year = Reader(folder), str(_poa_year(folder, period))
    at = {"phase": period.rpartition("-")[0], "organisation": organisation}
    try:
        answers = {sheet: reader.ask(name, Scope((organisation,)), **at) for sheet, name in SHEETS.items()}
    except NotSeenError:
        return {}
    return {sheet: [_of_year(row, year) for row in rows.to_dicts()] for sheet, rows in answers.items()}


def _of_year(row: dict[str, Any], year: str) -> dict[str, Any]:
    return row if row["poa_year"] == year else row | dict.fromkeys(QUARTERS)


def _poa_year(folder: Folder, period: str) -> int:
    years = phase_years(period)
    return min(max(now(folder)[0].year, years[0]), years[-1])
