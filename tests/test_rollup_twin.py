"""Whatever the plan and its reports, the marts say what their plain twin says: each ratio, coverage and light."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from scene import STEPS, Row, built
from scene import drawn as drawn_table
from twin import FIGURES, goal_at, line_at, mean, ratio

PERIODS = ("2024-T4", "T1", "T2", "T3", "T4")
GOAL_COLUMNS = "phase_progress, year_progress, compliance, is_due, is_reported"
MEAN_COLUMNS = "phase_progress, year_progress, compliance, light, coverage, reporting_mean, lines, lines_counted"

LEVELS = {
    "goal": ("goal_id", GOAL_COLUMNS),
    "line": ("line_code", GOAL_COLUMNS),
    "action": ("action_code", MEAN_COLUMNS),
    "region": ("department_code", MEAN_COLUMNS),
    "programme": ("''", MEAN_COLUMNS),
}
Scene = tuple[list[Row], list[Row], list[Row], list[Row]]
WEIGHTS = {row["milestone"]: Decimal(str(row["weight_pct"])) for row in drawn_table(STEPS)}

amounts = st.decimals(min_value=0, max_value=200, places=4, allow_nan=False).map(str)
cells = st.one_of(st.none(), st.just("0"), st.just("50"), amounts, amounts, amounts)
kinds = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["sum", "closing", "steps", "ratio"]),
        "direction": st.sampled_from(["ascending", "ascending", "descending", "maintain"]),
        "includes": st.sampled_from(["yes", "no"]),
        "adds": st.sampled_from(["sum", "ratio", "none"]),
        "frequency": st.sampled_from(["Trimestral", "Trimestral", "Semestral", "Anual"]),
    }
)
targets = st.fixed_dictionaries(dict.fromkeys(("baseline", "phase", "2024", "2025", "T1", "T2", "T3", "T4"), cells))
lines_drawn = st.fixed_dictionaries(
    {
        "action": st.sampled_from(["AE1", "AE2"]),
        "region": st.sampled_from(["16", "25", "00"]),
        "weight": st.one_of(amounts, amounts, amounts, st.just("0"), st.none()),
        "budget": st.one_of(amounts, amounts, st.just("0")),
        "state": st.sampled_from(["En ejecución"] * 5 + ["Suspendida", "Retirada"]),
        "start": st.sampled_from(["2025-01-01", "2025-01-01", "2025-05-01"]),
        "end": st.sampled_from(["2026-12-31", "2026-12-31", "2025-09-30"]),
    }
)
quantities = st.dictionaries(st.sampled_from(PERIODS), amounts | st.just("blank"))
quotients = st.dictionaries(st.sampled_from(PERIODS), st.builds("{}/{}".format, amounts, amounts | st.just("0")))
steps = st.dictionaries(st.sampled_from(PERIODS), st.sampled_from([*WEIGHTS, "Acta de otro indicador"]))


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Draw lines of one or two goals each, the second a place of the first or a goal that is not principal."""
    goals: list[Row] = []
    reports: list[Row] = []
    lines: list[Row] = []
    units: list[Row] = []
    for code in range(draw(st.integers(1, 8))):
        lines.append({"line": f"L{code}"} | draw(lines_drawn))
        kind = draw(kinds)
        for place in range(draw(st.integers(1, 2))):
            principal = "yes" if place == 0 else draw(st.sampled_from(["yes", "no"]))
            named = {"goal": f"L{code}/{place}", "line": f"L{code}", "principal": principal}
            goals.append(named | kind | draw(targets))
            for basis in ("conforme", "reportado"):
                said = {"goal": named["goal"], "basis": basis}
                if kind["mode"] == "steps":
                    units += [said | {"unit": unit} | draw(steps) for unit in "ABC"]
                else:
                    reports.append(said | draw(quotients if kind["mode"] == "ratio" else quantities))
    return goals, reports, lines, units


def _said(drawn: Scene, basis: str) -> dict[str | None, dict[str, Any]]:
    """Return what each goal reported on one basis, by period, as the twin takes it."""
    goals, reports, _, units = drawn
    found: dict[str | None, dict[str, Any]] = {goal["goal"]: {} for goal in goals}
    for row in (row for row in (*reports, *units) if row["basis"] == basis):
        for name in PERIODS:
            text, period = row.get(name), name if "-" in name else f"2025-{name}"
            if text in WEIGHTS:
                found[row["goal"]].setdefault(period, {})[row["unit"]] = WEIGHTS[text]
            elif text and "/" in text:
                found[row["goal"]][period] = tuple(map(Decimal, text.split("/")))
            elif text and text[0].isdigit():
                found[row["goal"]][period] = Decimal(text)
    return found


def _expected(drawn: Scene, quarter: int, basis: str) -> dict[Any, Any]:
    """Say with the twin what every goal, line, action, region and the programme are: {(level, code): values}."""
    goals, _, lines, _ = drawn
    said, rows = _said(drawn, basis), {line["line"]: line for line in lines}
    reached = [(goal, goal_at(goal, rows[goal["line"]], said[goal["goal"]], quarter)) for goal in goals]
    at = {code: line_at(row, [pair for pair in reached if pair[0]["line"] == code]) for code, row in rows.items()}
    found: dict[Any, Any] = {("programme", ""): mean(list(at.values()), by_weight=False)}
    for goal, result in reached:
        ratios = [ratio(result.sides[figure]) if result.sides else None for figure in FIGURES]
        found["goal", goal["goal"]] = (*ratios, result.is_due, result.is_reported)
    for code, line in at.items():
        found["line", code] = (*line.ratios.values(), line.is_due, line.is_reported)
    for level, code in {(level, row[level]) for row in lines for level in ("action", "region")}:
        within = [at[row["line"]] for row in lines if row[level] == code]
        found[level, code] = mean(within, by_weight=level == "action")
    return found


def _found(connection: duckdb.DuckDBPyConnection, quarter: int, basis: str) -> dict[Any, Any]:
    """Read the same from the marts."""
    found = {}
    for level, (key, columns) in LEVELS.items():
        sql = f"select {key}, {columns} from {level}_progress where cutoff = ? and basis = ?"
        for code, *values in connection.execute(sql, [f"2025-T{quarter}", basis]).fetchall():
            found[level, code] = tuple(values)
    return found


@settings(derandomize=True, max_examples=60, deadline=None)
@given(drawn=scenes())
def test_the_marts_are_their_plain_twin(drawn: Scene) -> None:
    goals, reports, lines, units = drawn
    with built(goals, reports, lines, units=units) as connection:
        for quarter, basis in product((1, 2, 3, 4), ("conforme", "reportado")):
            assert _found(connection, quarter, basis) == _expected(drawn, quarter, basis), (quarter, basis)
