"""Draws a data folder whose plan gives one organisation many goals, by the same acts a user has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etl.receive import receive
from etl.recognise import Asked
from etl.review import approve
from reports.workbook import workbook
from warehouse import reference
from warehouse.folder import Folder

ORGANISATION, PERIOD, PLAN = "GORE-UCAYALI", "2025-T4", ("operating_plan", "PROFONANPE", "F2-v1")
PLACES = 200
# Of this indicator units need not be named.
GOAL = {
    "indicator_code": "MFC-DEMA", "is_principal": "Sí", "includes_baseline": "No", "disaggregation": "Ninguna",
    "phase_target": 20, "year_2025": 10, "year_2026": 10, "t3": 4, "t4": 6,
    "frequency": "Trimestral", "verification": "Informe con medios de verificación",
}  # fmt: skip
SITUATIONS = ("Con avance", "Con avance", "Con avance", "Sin avance")

Rows = list[dict[str, Any]]


def planned(
    folder: Folder, goals: int, organisations: Sequence[str] = (ORGANISATION,), asked: Mapping[str, Any] = GOAL
) -> None:
    """Send and approve a plan with that many goals (a multiple of 200): lines of 200 places each, one indicator.

    Lines are dealt out to the organisations in order, as `share` says; `asked` is what is the same in every goal.
    """
    content = workbook(folder, *PLAN, filled=_plan(goals // PLACES, organisations, asked))
    checked = receive(folder, "plan.xlsx", content, actor="planificador", asked=Asked(*PLAN))
    if checked.submission is None:
        raise ValueError([f.message("en") for f in checked.findings[:5]])
    approve(folder, checked.submission, actor="gestor.tecnico")


def share(lines: int, place: int, of: int) -> range:
    """Return the lines of the n-th of so many organisations.

    >>> [list(share(5, place, 2)) for place in (0, 1)]
    [[0, 1], [2, 3, 4]]
    """
    return range(place * lines // of, (place + 1) * lines // of)


def progress(goals: int) -> dict[str, Rows]:
    """Return what a focal point types for each goal: a situation, a quantity, persons and a document."""
    code = GOAL["indicator_code"]
    rows = [_report(*goal) for goal in enumerate(f"AE1.{line:03}/{code}/{p}" for line, p in places(goals // PLACES))]
    return {"Avance": rows}


def _report(number: int, goal: str) -> dict[str, Any]:
    situation = SITUATIONS[number % len(SITUATIONS)]
    quantity = 6 + number % 5 if situation == "Con avance" else 0
    said = {"goal_id": goal, "situation": situation, "quantity": quantity, "document_type": "Informe"}
    if quantity == 0:
        said |= {"shortfall_reason": "Clima o acceso", "comment": f"Creciente del río, visita {number} reprogramada"}
    return said | {"document_number": f"INF-{number:05}-2025-T4", "document_date": f"2025-12-{1 + number % 28:02}"}


def places(lines: int) -> list[tuple[int, str]]:
    """Return the place of each goal: its line and district."""
    codes = [row["ubigeo"] for row in reference.rows("territory") if row["level"] == "district"][:PLACES]
    return [(line, code) for line in range(lines) for code in codes]


def _plan(lines: int, organisations: Sequence[str], asked: Mapping[str, Any]) -> dict[str, Rows]:
    head = {"poa_year": 2025, "currency_code": "USD", "plan_state": "Vigente"}
    head |= {"phase_code": "F2", "plan_version": "v1", "agreement": "Acuerdo 01", "agreement_date": "2025-06-30"}
    return {
        "Carátula": [head],
        "Líneas": [
            _line(line, lines, organisation)
            for place, organisation in enumerate(organisations)
            for line in share(lines, place, len(organisations))
        ],
        "Metas": [{"line_code": f"AE1.{line:03}", "place_code": place, **asked} for line, place in places(lines)],
        "Presupuesto": [_budget(line, cost(lines)) for line in range(lines)],
    }


def _line(line: int, lines: int, organisation: str) -> dict[str, Any]:
    return {
        "line_code": f"AE1.{line:03}", "action_code": "AE1", "outcome": "Resultado 1", "output": "Producto 1.1",
        "line_name": f"Declaraciones de manejo, sector {line}", "line_type": "Con meta física",
        "department_code": "25", "organisation_code": organisation, "execution": "Socio con subconvenio",
        "start_date": "2025-07-01", "end_date": "2026-12-31", "weight": 100 / lines, "line_state": "En ejecución",
    }  # fmt: skip


def cost(lines: int) -> int:
    """Return what each of so many lines costs, whole thousands of dollars: together at most what the agreement gives.

    >>> cost(25)
    400000
    """
    return 10_000_000 // lines // 1000 * 1000


def _budget(line: int, phase: int) -> dict[str, Any]:
    parts = {"year_2025": 40, "year_2026": 60, "t3": 15, "t4": 25}
    return {
        "line_code": f"AE1.{line:03}", "category_code": "SUBCONVENIO", "fund": "DCI–Norad", "currency_code": "USD",
        "detail": "Presupuesto de la línea", "phase_amount": phase,
    } | {column: phase * percent // 100 for column, percent in parts.items()}  # fmt: skip
