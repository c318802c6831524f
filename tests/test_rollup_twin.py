"""Whatever the plan and its reports, the marts say what their plain twin says: each ratio, coverage and light."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from scene import STEPS, Row, built, figures
from scene import drawn as drawn_table
from twin import PERIODS, expected

Scene = tuple[list[Row], list[Row], list[Row], list[Row]]
STEP_NAMES = [row["milestone"] for row in drawn_table(STEPS)]

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
steps = st.dictionaries(st.sampled_from(PERIODS), st.sampled_from([*STEP_NAMES, "Acta de otro indicador"]))


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


@settings(derandomize=True, max_examples=60, deadline=None)
@given(drawn=scenes())
def test_the_marts_are_their_plain_twin(drawn: Scene) -> None:
    goals, reports, lines, units = drawn
    with built(goals, reports, lines, units=units) as connection:
        for quarter, basis in product((1, 2, 3, 4), ("conforme", "reportado")):
            assert figures(connection, quarter, basis) == expected(goals, reports, lines, quarter, basis, units), (
                quarter,
                basis,
            )
