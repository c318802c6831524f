"""Draws a plan and its reports as small tables, builds the marts over them with the real SQL, and reads one column.

Lines: line, action, region, weight, budget, state, type, start, end. Goals: goal, line, principal, mode (`sum`,
`closing`, `steps` or `ratio`), direction, baseline, includes, frequency, adds; targets under `phase`, a year, or T1 to
T4 of 2025. Reports: goal, basis; quantities under T1 to T4 or a full period, `8/10` a numerator and a denominator,
`8 of 5 3 0 2 1` the women, men, unknown, indigenous and young among them. An empty cell is nothing; `blank` is a row
sent without a quantity, and a word its situation. Units: goal, basis, unit; the step it was at under T1 to T4 or a full
period. Milestones: milestone, weight_pct, valid_from (STEPS if not drawn).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from etl.facts import derive
from etl.inputs import empty_inputs
from warehouse import reference
from warehouse.build import build

Row = dict[str, str | None]

NAMES = {
    "line": "line_code",
    "action": "action_code",
    "region": "department_code",
    "budget": "phase_budget",
    "state": "line_state",
    "type": "line_type",
    "start": "start_date",
    "end": "end_date",
    "goal": "goal_id",
    "principal": "is_principal",
    "includes": "includes_baseline",
    "adds": "adds_sites",
    "phase": "phase_target",
}
PHASE = {"phase_code": "F2", "plan_version": "v1", "poa_year": "2025", "is_in_force": "yes"}
LINE = {"type": "Con meta física", "action": "AE1", "region": "16", "budget": "100"}
LINE |= {"start": "2025-01-01", "end": "2026-12-31", "state": "En ejecución"}
GOAL = {"line": "L", "principal": "yes", "mode": "sum", "direction": "ascending", "includes": "yes", "adds": "sum"}
GOAL |= {"frequency": "Trimestral"}
MODES = {
    "sum": "Cantidad del periodo", "closing": "Valor al cierre", "steps": "Por hitos", "ratio": "Numerador/denominador",
}  # fmt: skip
STEPS = """
milestone  | weight_pct | valid_from
Campo      | 40         | 2021-01-01
Expediente | 70         | 2021-01-01
Título     | 100        | 2021-01-01"""
PEOPLE = ("women", "men", "sex_unknown", "indigenous", "youth")
TARGET = re.compile(r"phase|\d{4}|T[1-4]")
QUARTER = re.compile(r"(\d{4}-)?T[1-4]")
LAST_DAYS = {1: "2025-03-31", 2: "2025-06-30", 3: "2025-09-30", 4: "2025-12-31"}
GOAL_COLUMNS = "phase_progress, year_progress, compliance, is_due, is_reported"
MEAN_COLUMNS = "phase_progress, year_progress, compliance, light, coverage, reporting_mean, lines, lines_counted"

LEVELS = {
    "goal": ("goal_id", GOAL_COLUMNS),
    "line": ("line_code", GOAL_COLUMNS),
    "action": ("action_code", MEAN_COLUMNS),
    "region": ("department_code", MEAN_COLUMNS),
    "programme": ("''", MEAN_COLUMNS),
}
KEYS = {"goal": "goal_id", "line": "line_code", "action": "action_code", "region": "department_code"}


def drawn(text: str) -> list[Row]:
    """Return the rows of a table drawn with bars; empty cells are None."""
    header, *rows = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def built(
    goals: list[Row],
    reports: list[Row],
    lines: list[Row] | None = None,
    core: Mapping[str, list[Row]] | None = None,
    **more: list[Row],
):
    """Build the marts over those rows; without lines, each line a goal names is an ordinary one.

    `more` may hold `units`, `milestones`, `indicators` and `thresholds`; `core` rows of any table of the core.
    """
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(f"attach '{_core().name}/core' as core (read_only)")
    connection.execute("copy from database core to memory")
    named = dict.fromkeys((GOAL | goal)["line"] for goal in goals)
    held = {line["line"]: LINE | line for line in (lines if lines is not None else [{"line": code} for code in named])}
    for line in held.values():
        _insert(connection, "plan_line", PHASE | line)
    for goal in goals:
        line = held[(GOAL | goal)["line"]]
        _goal(connection, PHASE | GOAL | goal | {name: line[name] for name in ("state", "start", "end")})
    for report in reports:
        _report(connection, report)
    for unit in more.get("units", []):
        _unit(connection, unit)
    _refer(
        connection, "ref_milestone", [{"indicator_code": "TIT"} | row for row in more.get("milestones", drawn(STEPS))]
    )
    if "indicators" in more:
        _refer(connection, "ref_indicator", more["indicators"])
    if "thresholds" in more:
        _refer(connection, "ref_thresholds", more["thresholds"])
    for table, rows in (core or {}).items():
        _refer(connection, table, rows)
    _cutoffs(connection)
    build(connection, rooms=("marts",))
    return connection


def scene(goals: str, reports: str = "goal", **more: str) -> Read:
    """Build a drawn scene, with `lines`, `units`, `milestones` and `thresholds` if drawn, and return its reader."""
    return Read(built(drawn(goals), drawn(reports), **{name: drawn(text) for name, text in more.items()}))


def lines_of(goals: str, reports: str = "goal", **more: str) -> Read:
    """Build a drawn scene whose goals have a line each, named as the goal."""
    header, *rows = goals.strip().splitlines()
    named = [f"{header} | line", *(f"{row} | {row.split('|')[0].strip()}" for row in rows)]
    return scene("\n".join(named), reports, **more)


class Read:
    """Reads one column of a mart at a cut-off."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def __call__(self, level: str, column: str, cutoff: str = "T4", basis: str = "conforme") -> Any:
        """Return {code: value} of a level, or the one value of the programme (None if it has no row)."""
        sql = f"select {KEYS.get(level, '0')}, {column} from {level}_progress where cutoff = ? and basis = ?"
        found = dict(self.connection.execute(sql, [f"2025-{cutoff}", basis]).fetchall())
        return found.get(0) if level == "programme" else found


@cache
def _core() -> TemporaryDirectory[str]:
    """Build the empty core once a run, so that a scene has the columns and types of the real one."""
    folder = TemporaryDirectory()
    with duckdb.connect(f"{folder.name}/core") as connection:
        empty_inputs(connection)
        reference.load(connection)
        derive(connection)
        build(connection, rooms=("core",))
    return folder


def _goal(connection: duckdb.DuckDBPyConnection, goal: Row) -> None:
    plain = {name: value for name, value in goal.items() if name == "phase" or not TARGET.fullmatch(name)}
    named = {"mode": MODES[str(goal["mode"])], "indicator_code": "TIT" if goal["mode"] == "steps" else "IND"}
    _insert(connection, "plan_goal", {"unit": "%" if goal["mode"] == "ratio" else "u"} | named | plain | named)
    for name, target in goal.items():
        if target is not None and TARGET.fullmatch(name):
            period = f"2025-{name}" if name.startswith("T") else name
            row = {"goal": goal["goal"], "phase_code": goal["phase_code"], "period": period, "target": target}
            _insert(connection, "fct_target", row | {"poa_year": "2025", "is_in_force": "yes"})


def _report(connection: duckdb.DuckDBPyConnection, report: Row) -> None:
    """One row a quantity; without a basis it was sent and approved."""
    for basis in [report["basis"]] if report.get("basis") else ["conforme", "reportado"]:
        for name, quantity in report.items():
            if quantity is not None and QUARTER.fullmatch(name):
                period = name if "-" in name else f"2025-{name}"
                quantity, _, people = quantity.partition(" of ")
                said = {"situation": "Con avance", "quantity": quantity}
                if "/" in quantity:
                    over, under = quantity.split("/")
                    said = {"situation": "Con avance", "numerator": over, "denominator": under}
                elif not quantity[0].isdigit():
                    said = {"situation": None if quantity == "blank" else quantity, "quantity": None}
                row = {"basis": basis, "goal": report["goal"], "period": period}
                _insert(connection, "physical_observed", row | said | dict(zip(PEOPLE, people.split(), strict=False)))


def _unit(connection: duckdb.DuckDBPyConnection, unit: Row) -> None:
    """One row a period the unit is named in, with its step or its hectares; without a basis it was approved."""
    for basis in [unit["basis"]] if unit.get("basis") else ["conforme", "reportado"]:
        for name, step in unit.items():
            if step is not None and QUARTER.fullmatch(name):
                period = name if "-" in name else f"2025-{name}"
                row = {"basis": basis, "goal": unit["goal"], "period": period, "unit_kind": "Comunidad"}
                said = {"hectares" if step[0].isdigit() else "milestone": step}
                _insert(connection, "unit_named", row | {"unit_code": unit["unit"]} | said)


def _refer(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    connection.execute(f"delete from {table}")
    for row in rows:
        _insert(connection, table, row)


def _cutoffs(connection: duckdb.DuckDBPyConnection) -> None:
    for phase, (quarter, final) in product(("F2", "F3"), LAST_DAYS.items()):
        row = {
            "phase_code": phase,
            "plan_version": "v1",
            "poa_year": "2025",
            "cutoff": f"2025-T{quarter}",
            "quarter": str(quarter),
        }
        _insert(connection, "plan_cutoff", row | {"first_day": f"2025-{3 * quarter - 2:02}-01", "final_day": final})


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> None:
    """DuckDB casts each text to the type of its column."""
    columns = ", ".join(NAMES.get(name, name) for name in row)
    connection.execute(f"insert into {table} ({columns}) values ({', '.join('?' * len(row))})", list(row.values()))


def figures(connection: duckdb.DuckDBPyConnection, quarter: int, basis: str) -> dict[Any, Any]:
    """Read every figure of a cut-off from the marts: {(level, code): values}, as the twin says them."""
    found = {}
    for level, (key, columns) in LEVELS.items():
        sql = f"select {key}, {columns} from {level}_progress where cutoff = ? and basis = ?"
        for code, *values in connection.execute(sql, [f"2025-T{quarter}", basis]).fetchall():
            found[level, code] = tuple(values)
    return found
