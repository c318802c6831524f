"""A small plan and the files sent against it, for tests that live many histories: a publish takes a third of a second.

Lines and goals are drawn as `scene` and `twin` know them, so that a plain twin can say what the figures must be.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from scene import Row

from content.load import LOADED, MARK
from etl.receive import receive
from etl.review import approve
from reports.workbook import workbook
from warehouse import reference
from warehouse.folder import Folder, write_durably

PLANNER, MANAGER, OF_LOSS = "planificador", "gestor.tecnico", "geobosques"
FOCAL = {"GORE-UCAYALI": "punto.ucayali", "GORE-MADRE-DE-DIOS": "punto.madrededios", "AIDESEP": "punto.aidesep"}
PHASE, POA_YEAR = "F2", "2025"
# Line, its action, department, organisation, and the indicators and places of its goals.
LINES = (
    ("AE1.01-UCA", "AE1", "25", "GORE-UCAYALI", ("SAF-CON",)),
    ("AE1.02-UCA", "AE1", "25", "GORE-UCAYALI", ("SAF-HA",)),
    ("AE4.01-UCA", "AE4", "25", "GORE-UCAYALI", ("ACR-METT",)),
    ("AE6.01-MDD", "AE6", "17", "GORE-MADRE-DE-DIOS", ("ILE-PEN",)),
    ("AE2.01-MDD", "AE2", "17", "GORE-MADRE-DE-DIOS", ("MFC-DEMA/1701", "MFC-DEMA/1702")),
    ("AE8.01-AID", "AE8", "00", "AIDESEP", ("CON-PER",)),
)
OWNER = {f"{line}/{goal}": organisation for line, _, _, organisation, goals in LINES for goal in goals}
LOSS = "ubigeo,year,ha,vintage,source\n"
Plan = tuple[list[Row], list[Row]]


@contextmanager
def at(instant: str) -> Generator[None]:
    """Let it be that instant for the acts inside."""
    before = os.environ.get("JSI_NOW")
    os.environ["JSI_NOW"] = instant
    try:
        yield
    finally:
        os.environ.pop("JSI_NOW")
        if before:
            os.environ["JSI_NOW"] = before


def plan(chance: Random) -> Plan:
    """Draw the goals and the lines of one plan; its quarters sum to its year, and its years to the phase."""
    goals: list[Row] = []
    lines: list[Row] = []
    indicators = {row["indicator_code"]: row for row in reference.rows("indicator")}
    weights = {"AE1": _parts(chance, 100, 2)}
    for line, action, region, _, of_line in LINES:
        weight = weights[action].pop() if action in weights else 100
        state = chance.choice(["En ejecución"] * 6 + ["Suspendida", "Retirada", "Culminada"])
        end = chance.choice(["2026-12-31", "2026-12-31", "2025-09-30"])
        lines.append(
            {"line": line, "action": action, "region": region, "weight": str(weight), "state": state}
            | {
                "budget": str(chance.randint(0, 90_000)),
                "start": chance.choice(["2025-01-01", "2025-05-01"]),
                "end": end,
            }
        )
        frequency = chance.choice(["Trimestral", "Trimestral", "Semestral", "Anual"])
        kinds = [_goal(chance, line, goal, indicators) | {"frequency": frequency} for goal in of_line]
        for goal in kinds[1:]:  # the places of one goal are of one kind
            goal["includes"] = kinds[0]["includes"]
        goals += kinds
    return goals, lines


def _parts(chance: Random, whole: int, count: int) -> list[int]:
    cuts = sorted(chance.randint(0, whole) for _ in range(count - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]


def _goal(chance: Random, line: str, goal: str, indicators: Mapping[str, Mapping[str, str]]) -> Row:
    kind = indicators[goal.split("/")[0]]
    closing = kind["mode"] == "Valor al cierre"
    drawn: dict[str, str | None] = {
        "goal": f"{line}/{goal}", "line": line, "principal": "yes", "mode": "closing" if closing else "sum",
        "direction": kind["direction"], "adds": kind["adds_sites"],
        "baseline": chance.choice([None, "0", str(chance.randint(1, 99))]), "includes": chance.choice(["yes", "no"]),
    }  # fmt: skip
    if kind["direction"] == "descending":
        drawn["baseline"] = str(chance.randint(60, 120))
    quarters = [chance.choice([None, 0, chance.randint(1, 40)]) for _ in range(4)]
    if closing:
        ends = [q for q in quarters if q is not None]
        year, later = ends[-1] if ends else None, chance.randint(0, 60)
        phase = later
    else:
        year, later = sum(q or 0 for q in quarters), chance.randint(0, 60)
        phase = year + later
    drawn |= {"2025": None if year is None else str(year), "2026": str(later), "phase": str(phase)}
    return drawn | {f"T{n}": None if q is None else str(q) for n, q in enumerate(quarters, 1)}


def plan_file(folder: Folder, version: str, drawn: Plan, *, year: str = POA_YEAR, retired: Sequence[str] = ()) -> bytes:
    """Return the workbook of a drawn plan; lines of the version before that it leaves out are said to be retired.

    What is left has other weights then, which is said too.
    """
    goals, lines = drawn
    changed = [(line, "Retiro") for line in retired] + [(line["line"], "Meta") for line in lines if retired]
    organisations = {line: organisation for line, _, _, organisation, _ in LINES}
    head = {"phase_code": PHASE, "plan_version": version, "poa_year": year, "currency_code": "USD"}
    filled: dict[str, list[dict[str, Any]]] = {
        "Carátula": [head | {"plan_state": "Vigente"}],
        "Líneas": [_line_row(line, organisations[str(line["line"])]) for line in lines],
        "Metas": [_goal_row(goal, year) for goal in goals],
        "Presupuesto": [_budget_row(line, year) for line in lines if line["budget"] != "0"],
        "Reprogramación": [
            {"line_code": line, "change_kind": kind, "reason": "Se cerró", "change_level": "CI"}
            for line, kind in changed
        ],
    }
    return workbook(folder, "operating_plan", "PROFONANPE", f"{PHASE}-{version}", filled=filled)


def _line_row(line: Row, organisation: str) -> dict[str, Any]:
    return {
        "line_code": line["line"], "action_code": line["action"], "outcome": "Resultado", "output": "Producto",
        "line_name": f"Actividad {line['line']}", "line_type": "Con meta física", "department_code": line["region"],
        "organisation_code": organisation, "execution": line.get("execution") or "Socio con subconvenio",
        "start_date": line["start"], "end_date": line["end"], "weight": line["weight"],
        "line_state": line["state"], "unit_code": line.get("unit") or "",
    }  # fmt: skip


def _goal_row(goal: Row, year: str) -> dict[str, Any]:
    line, indicator, *place = str(goal["goal"]).split("/")
    yes = {"yes": "Sí", "no": "No"}
    # the quarters drawn are those of the first year; of another all falls due at its end
    quarters = {f"t{n}": goal[f"T{n}"] or "" for n in range(1, 5)} if year == POA_YEAR else {"t4": goal.get(year) or ""}
    return {
        "line_code": line, "indicator_code": indicator, "is_principal": yes[str(goal["principal"])],
        "place_code": place[0] if place else "", "baseline": goal["baseline"] or "",
        "includes_baseline": yes[str(goal["includes"])], "phase_target": goal["phase"], "year_2025": goal["2025"] or "",
        "year_2026": goal["2026"], **quarters,
        "frequency": goal["frequency"], "verification": "Informe", "disaggregation": "Ninguna",
    }  # fmt: skip


def _budget_row(line: Row, year: str) -> dict[str, Any]:
    row = {"line_code": line["line"], "category_code": "SUBCONVENIO", "fund": "DCI–Norad", "currency_code": "USD"}
    row |= {"phase_amount": line["budget"], f"year_{POA_YEAR}": line["budget"]}
    return row | ({"t4": line["budget"]} if year == POA_YEAR else {})


def progress_file(
    folder: Folder,
    organisation: str,
    period: str,
    said: Mapping[str, str | None],
    mended: Mapping[tuple[str, str], str | None] | None = None,
) -> bytes:
    """Return a report; a goal said to be None is without progress, and one mended to None is withdrawn."""
    rows = [
        {"goal_id": goal, "document_type": "Informe"}
        | ({"situation": "Sin avance"} if quantity is None else {"situation": "Con avance", "quantity": quantity})
        for goal, quantity in said.items()
    ]
    corrections = [
        {"goal_id": goal, "corrected_period": earlier, "reason": "El acta dice otra cosa"}
        | ({"action": "anular"} if quantity is None else {"action": "informar", "corrected_value": quantity})
        for (goal, earlier), quantity in (mended or {}).items()
    ]
    filled = {"Avance": rows, "Rectificaciones": corrections}
    return workbook(folder, "physical_progress", organisation, period, filled=filled)


def loss_file(vintage: int, hectares: Mapping[tuple[str, int], str]) -> bytes:
    """Return one vintage of forest loss: hectares by department and year."""
    rows = (f"{area},{year},{ha},{vintage},MINAM Geobosques\n" for (area, year), ha in hectares.items())
    return (LOSS + "".join(rows)).encode()


def begin(folder: Folder, drawn: Plan) -> None:
    """Make a data folder where that plan was sent and approved."""
    write_durably(folder.root / MARK, LOADED)
    with at("2025-06-27T15:00:00+00:00"):
        taken = receive(folder, "plan.xlsx", plan_file(folder, "v1", drawn), actor=PLANNER)
    if taken.outcome != "accepted":
        raise ValueError([f.message("es") for f in taken.findings])
    with at("2025-06-30T15:00:00+00:00"):
        approve(folder, str(taken.submission), actor=MANAGER)
