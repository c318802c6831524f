"""A figure by milestones and one by numerator and denominator open to the cells they were counted from."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from drawing import CUTOFF, EVERYTHING, page, words

from reports.words import LANGUAGES
from warehouse.read import Reader

Jsi = Callable[..., Result]
TITLED, ATTENDED = "AE5.02-UCA/DER-TIT", "AE6.02-UCA/ILE-ATE"


@pytest.fixture
def traced(loaded: Path, monkeypatch: pytest.MonkeyPatch, jsi: Jsi) -> Callable[[str, str], dict[str, Any]]:
    monkeypatch.setenv("JSI_DATA", str(loaded))
    return lambda figure, goal: json.loads(jsi("trace", figure, "--goal", goal, "--period", CUTOFF, "--json").stdout)


def _said(reader: Reader, fact: dict[str, Any]) -> Any:
    """Return what the cell of a fact says in the file as it was sent."""
    _, content = reader.original(fact["submission_id"], EVERYTHING)
    return openpyxl.load_workbook(io.BytesIO(content))[fact["sheet"]][fact["cell"]].value


@pytest.mark.parametrize("figure", ["phase_progress", "year_progress", "compliance"])
def test_a_ratio_by_milestones_is_that_of_its_units_and_opens_to_their_steps(
    full: Reader, traced: Callable[[str, str], dict[str, Any]], figure: str
) -> None:
    found = traced(figure, TITLED)
    parts = {name: Decimal(value) for name, value in found["parts"].items() if value is not None}
    assert parts["part"] == sum(Decimal(unit["weight_pct"]) for unit in found["units"]) / 100 == parts["step_units"]
    assert Decimal(found["value"]) == (parts["part"] / parts["whole"]).quantize(Decimal("1e-9"))
    assert {fact["fact_id"] for fact in found["facts"]} == {unit["fact_id"] for unit in found["units"]}
    steps = {unit["fact_id"]: unit["milestone"] for unit in found["units"]}
    for fact in found["facts"]:
        assert _said(full, fact) == fact["text"] == steps[fact["fact_id"]]


def test_the_cumulative_by_milestones_opens_to_the_last_steps_alone(
    traced: Callable[[str, str], dict[str, Any]],
) -> None:
    found = traced("cumulative_phase", TITLED)
    assert Decimal(found["value"]) == len(found["facts"]) == 6
    assert {fact["text"] for fact in found["facts"]} == {"Inscripción SUNARP"}


@pytest.mark.parametrize("figure", ["phase_progress", "year_progress", "compliance", "cumulative_phase"])
def test_a_ratio_of_two_numbers_opens_to_both(
    full: Reader, traced: Callable[[str, str], dict[str, Any]], figure: str
) -> None:
    found = traced(figure, ATTENDED)
    cells = {fact["column_name"]: Decimal(fact["value"]) for fact in found["facts"]}
    parts = {name: Decimal(value) for name, value in found["parts"].items() if value is not None}
    assert cells == {name: parts[name] for name in ("numerator", "denominator")}
    assert all(Decimal(_said(full, fact)) == Decimal(fact["value"]) for fact in found["facts"])
    value = 100 * cells["numerator"] / cells["denominator"]
    if figure == "cumulative_phase":
        assert Decimal(found["value"]) == value
    else:
        planned = {fact["column_name"]: Decimal(fact["value"]) for fact in found["targets"]}
        baseline = planned.pop("baseline")
        (target,) = planned.values()
        assert Decimal(found["value"]) == (value - baseline) / (target - baseline)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("goal", "line"), [(TITLED, "AE5.02-UCA"), (ATTENDED, "AE6.02-UCA")])
def test_the_page_opens_each_cell_of_a_goal(full: Reader, language: str, goal: str, line: str) -> None:
    asked = {"goal": goal, "phase": "F2", "cutoff": CUTOFF, "basis": "conforme"}
    facts = full.ask("goal_facts", EVERYTHING, **asked).to_dicts()
    opened = next(row for row in facts if row["counts"] and (row["milestone"] or row["unit"] == "numerador"))
    drawn = page("provenance", language, nivel="programme", linea=line, meta=goal, corte=CUTOFF, dato=opened["fact_id"])
    assert not drawn.exception
    said = words("descent", language)
    shown = next(table.value for table in drawn.table if said["counts"] in table.value)
    assert len(shown) == len(facts)
    told = " ".join(text.value for text in drawn.markdown)
    assert words("cell", language)["title"] in [header.value for header in drawn.header]
    assert opened["file_name"].replace("_", r"\_").replace("-", r"\-") in told
    if opened["milestone"]:
        assert opened["milestone"] in told
