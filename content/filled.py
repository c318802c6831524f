"""What is typed on each sheet of a bundled workbook, as CSV or, of a review, decided expense by expense."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from reports.given import settlements
from warehouse.clock import today
from warehouse.folder import Folder

CONTENT = Path(__file__).parent
Series = tuple[str, str, str]
Rows = list[dict[str, Any]]
# Of each source, the file of each sheet: {who} is the organisation, with the version sent before it was mended.
FILES = {
    "operating_plan": {
        "Carátula": "plan/{period}/head.csv",
        "Líneas": "plan/{period}/lines.csv",
        "Metas": "plan/{period}/goals.csv",
        "Presupuesto": "plan/{period}/budget.csv",
        "Reprogramación": "plan/{period}/reprogramming.csv",
    },
    "performance_framework": {"Carátula": "framework/head.csv", "Marco": "framework/framework.csv"},
    "physical_progress": {
        "Avance": "progress/{period}/{who}.csv",
        "Detalle": "progress/{period}/{who}.detail.csv",
        "Rectificaciones": "progress/{period}/{who}.corrections.csv",
    },
    "subagreements": {"Subconvenios": "money/subagreements.csv", "Adendas": "money/addenda.csv"},
    "disbursements": {"Desembolsos": "money/disbursements/{period}.csv"},
    "financial_execution": {
        "Gastos": "money/execution/{period}/{who}.csv",
        "Conciliación": "money/execution/{period}/{who}.reconciliation.csv",
    },
}

# What others publish goes in as they publish it.
PUBLISHED = {"forest_loss": "forest/departmental_loss.csv", "exchange_rates": "rates/{period}.csv"}


def published(series: Series) -> Path | None:
    """Return the file a series is published as; None where it is a workbook of ours that somebody fills."""
    source, _, period = series
    return CONTENT / PUBLISHED[source].format(period=period) if source in PUBLISHED else None


def filled(folder: Folder, series: Series, version: str) -> dict[str, Rows]:
    """Return the rows typed on each sheet; a version is one sent before the file was mended."""
    source, organisation, period = series
    if source == "settlements":
        return _reviewed(folder, organisation, period)
    who = f"{organisation}.{version}" if version else organisation
    paths = {sheet: CONTENT / name.format(period=period, who=who) for sheet, name in FILES[source].items()}
    return {sheet: rows(path) for sheet, path in paths.items() if path.exists()}


def _reviewed(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Accept what was presented, but for the decisions bundled apart."""
    given = settlements.given(folder, organisation, period)
    decided = {
        (r["voucher"], r["line_code"]): r for r in rows(CONTENT / "money/decisions.csv") if r["period"] == period
    }
    states = {r["settlement_code"]: r for r in rows(CONTENT / "money/settlements.csv")}
    reviewed_on = today(folder).isoformat()
    usual = {"settlement_state": "Aceptada", "reviewed_on": reviewed_on}
    return {
        "Rendición": [
            {"settlement_code": r["settlement_code"]} | usual | states.get(r["settlement_code"], {})
            for r in given["Rendición"]
        ],
        "Gastos revisados": [
            {"expense_id": r["expense_id"], "eligibility": "Elegible", "accepted_amount": r["presented_amount"]}
            | decided.get((r["voucher"], r["line_code"]), {})
            for r in given["Gastos revisados"]
        ],
    }


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of one bundled CSV as text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
