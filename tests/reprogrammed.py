"""Versions of a small plan: two lines, a target and a budget each; and what a check says of the next version."""

from __future__ import annotations

from typing import Any

from etl.check import check
from etl.receive import receive
from etl.recognise import Asked
from etl.review import approve
from reports.workbook import workbook
from warehouse.folder import Folder

Plan = dict[str, list[dict[str, Any]]]
LINE = {
    "action_code": "AE1", "outcome": "R", "output": "P", "line_type": "Con meta física", "department_code": "25",
    "organisation_code": "GORE-UCAYALI", "execution": "Socio con subconvenio", "start_date": "2025-01-01",
    "end_date": "2026-12-31",
}  # fmt: skip
GOAL = {"indicator_code": "SAF-CON", "is_principal": "Sí", "includes_baseline": "No", "verification": "Informe"}
TARGETS = {"phase_target": "20", "year_2025": "8", "year_2026": "12", "t3": "3", "t4": "5"}
MONEY = {"category_code": "PERSONAL", "fund": "DCI–Norad", "currency_code": "USD"}
AMOUNTS = {"phase_amount": "1000", "year_2025": "400", "year_2026": "600", "t4": "400"}


def plan(version: str, *codes: str) -> Plan:
    head = {"phase_code": "F2", "plan_version": version, "poa_year": "2025", "currency_code": "USD"}
    return {
        "Carátula": [head | {"plan_state": "Vigente"}],
        "Líneas": [LINE | {"line_code": code, "line_name": code} for code in codes],
        "Metas": [GOAL | TARGETS | {"line_code": code} for code in codes],
        "Presupuesto": [MONEY | AMOUNTS | {"line_code": code} for code in codes],
        "Reprogramación": [],
    }


def send(folder: Folder, source: str, organisation: str, period: str, filled: Plan, actor: str) -> None:
    content = workbook(folder, source, organisation, period, filled=filled)
    taken = receive(folder, "f.xlsx", content, actor=actor)
    assert taken.findings == []
    approve(folder, str(taken.submission), actor="gestor.tecnico")


def begin(folder: Folder) -> None:
    """Put a plan of two lines in force, and one approved report of 2025-T3 of the first."""
    send(folder, "operating_plan", "PROFONANPE", "F2-v1", plan("v1", "A1", "A2"), "planificador")
    report = {"goal_id": "A1/SAF-CON", "situation": "Con avance", "quantity": "3", "document_type": "Pendiente"}
    filled = {"Avance": [report], "Detalle": contracts("A1/SAF-CON", 3)}
    send(folder, "physical_progress", "GORE-UCAYALI", "2025-T3", filled, "punto.ucayali")


def contracts(goal: str, count: int) -> list[dict[str, Any]]:
    """Return that many contracts of a goal."""
    unit = {"goal_id": goal, "unit_kind": "Contrato", "unit_name": "Uno", "hectares": "2"}
    return [unit | {"unit_number": f"{goal[:2]}-{n}"} for n in range(count)]


def told(folder: Folder, filled: Plan) -> set[tuple[str, str, str | None]]:
    content = workbook(folder, "operating_plan", "PROFONANPE", "F2-v2", filled=filled)
    return {(f.rule, f.severity, f.sheet) for f in check(folder, "p.xlsx", content, Asked()).findings}


def change(kind: str = "Meta", **more: str) -> dict[str, str]:
    usual = {"line_code": "A1", "change_kind": kind, "reason": "Desembolso tardío", "change_level": "CI"}
    return usual | more
