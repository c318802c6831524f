"""A second version of a plan: edited from the first, each change explained, closed periods left alone, lineage kept."""

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
from conftest import copy
from drawing import page, words
from reprogrammed import begin, change, contracts, plan, send, told

from etl.check import check
from etl.publish import publish
from etl.recognise import Asked
from pages.tables import literal
from reports.words import LANGUAGES
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of two lines in force, and one approved report of 2025-T3 of the first."""
    folder = Folder(tmp_path_factory.mktemp("first"))
    begin(folder)
    return folder.root


MORE = {"phase_target": "21", "year_2026": "13"}
SAID = [
    change(item="SAF-CON", changed_period="Fase", says="20", should_say="21"),
    change(item="SAF-CON", changed_period="2026", says="12", should_say="13"),
]
LESS = {"phase_target": "19", "year_2026": "11"}
MOVED = {"t4": "6", "t3": "2"}
BUDGET = {"phase_amount": "1100", "year_2026": "700"}
CLOSED, UNEXPLAINED = ("closed_period_changed", "error"), ("change_not_explained", "error")
DIFFERS, TOO_LOW = ("reprogramming_differs", "error"), ("reprogramming_level_too_low", "alert")
Version = tuple[dict[str, str], dict[str, str], list[dict[str, str]], set[tuple[str, str]]]
VERSIONS: dict[str, Version] = {
    "nothing changes": ({}, {}, [], set()),
    "a target without a word": (MORE, {}, [], {UNEXPLAINED}),
    "a target with its reason": (MORE, {}, SAID, set()),
    "one row for all its periods": (MORE, {}, [change(item="SAF-CON")], set()),
    "one of its two cells": (MORE, {}, SAID[:1], {UNEXPLAINED}),
    "another value than the sheet": (MORE, {}, [SAID[0] | {"should_say": "22"}, SAID[1]], {DIFFERS}),
    "another value before": (MORE, {}, [SAID[0] | {"says": "19"}, SAID[1]], {DIFFERS}),
    "words instead of a number": (MORE, {}, [SAID[0] | {"says": "veinte"}, SAID[1]], {DIFFERS}),
    "a lower phase target": (LESS, {}, [change(item="SAF-CON")], {TOO_LOW}),
    "a lower phase target at its level": (LESS, {}, [change(item="SAF-CON", change_level="Junta")], set()),
    "a quarter already reported": (MOVED, {}, [change(item="SAF-CON")], {CLOSED}),
    "money without a word": ({}, BUDGET, [], {UNEXPLAINED}),
    "money of the action": ({}, BUDGET, [change("Presupuesto")], {TOO_LOW}),
    "money at its level": ({}, BUDGET, [change("Presupuesto", change_level="Junta")], set()),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_a_change_has_its_reason_its_level_and_an_open_period(first: Path, name: str) -> None:
    goal, budget, reprogramming, expected = VERSIONS[name]
    filled = plan("v2", "A1", "A2")
    filled["Metas"][0] |= goal
    filled["Presupuesto"][0] |= budget
    filled["Reprogramación"] = reprogramming
    assert {(rule, severity) for rule, severity, _ in told(Folder(first), filled)} == expected


def test_money_moved_between_lines_of_an_action_is_for_the_ci(first: Path) -> None:
    filled = plan("v2", "A1", "A2")
    filled["Presupuesto"][0] |= BUDGET
    filled["Presupuesto"][1] |= {"phase_amount": "900", "year_2026": "500"}
    moved = [change("Presupuesto", line_code=code) for code in ("A1", "A2")]
    assert told(Folder(first), filled | {"Reprogramación": moved}) == set()
    low = [row | {"change_level": "Profonanpe"} for row in moved]
    assert told(Folder(first), filled | {"Reprogramación": low}) == {(*TOO_LOW, "Reprogramación")}


LINES: dict[str, tuple[dict[str, str], str, str]] = {
    "a later end": ({"end_date": "2027-06-30"}, "Fecha", "Profonanpe"),
    "another partner": ({"organisation_code": "AIDESEP"}, "Socio", "Junta"),
    "another region": ({"department_code": "17"}, "Lugar", "Junta"),
    "another action": ({"action_code": "AE2"}, "Lugar", "Junta"),
    "retired, in the plan": ({"line_state": "Retirada"}, "Retiro", "CI"),
}
GOAL_SAYS = {
    "baseline": "5", "includes_baseline": "Sí", "frequency": "Anual", "framework_code": "PRO-1",
    "disaggregation": "Lugar",
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_changes_says_why_and_who_decided(first: Path, name: str) -> None:
    changed, kind, level = LINES[name]
    filled = plan("v2", "A1", "A2")
    filled["Líneas"][0] |= changed
    assert told(Folder(first), filled) == {(*UNEXPLAINED, "Líneas")}
    assert told(Folder(first), filled | {"Reprogramación": [change(kind, change_level=level)]}) == set()
    low = told(Folder(first), filled | {"Reprogramación": [change(kind, change_level="Profonanpe")]})
    assert low == (set() if level == "Profonanpe" else {(*TOO_LOW, "Reprogramación")})


@pytest.mark.parametrize("column", GOAL_SAYS)
def test_what_a_goal_is_measured_from_and_reported_by_changes_with_a_reason(first: Path, column: str) -> None:
    filled = plan("v2", "A1", "A2")
    filled["Metas"][0][column] = GOAL_SAYS[column]
    assert UNEXPLAINED in {(rule, severity) for rule, severity, _ in told(Folder(first), filled)}
    said = told(Folder(first), filled | {"Reprogramación": [change(item="SAF-CON")]})
    assert UNEXPLAINED not in {(rule, severity) for rule, severity, _ in said}


def test_weights_that_change_have_their_reason(first: Path) -> None:
    filled = plan("v2", "A1", "A2")
    for line, weight in zip(filled["Líneas"], ("90", "10"), strict=True):
        line["weight"] = weight
    assert told(Folder(first), filled) == {(*UNEXPLAINED, "Líneas")}
    reasons = [change(line_code=code) for code in ("A1", "A2")]
    assert told(Folder(first), filled | {"Reprogramación": reasons}) == set()


def test_a_new_line_is_added_with_its_reason(first: Path) -> None:
    filled = plan("v2", "A1", "A2", "A3")
    assert (*UNEXPLAINED, "Líneas") in told(Folder(first), filled)
    added = [change("Alta", line_code="A3"), *(change("Presupuesto", line_code=code) for code in ("A1", "A3"))]
    assert UNEXPLAINED not in {(rule, severity) for rule, severity, _ in told(
        Folder(first), filled | {"Reprogramación": added})}  # fmt: skip


def test_a_line_left_out_is_retired_replaced_or_missed(first: Path) -> None:
    folder, missed = Folder(first), ("line_left_out", "error", "Carátula")
    assert missed in told(folder, plan("v2", "A1"))
    retired = plan("v2", "A1") | {"Reprogramación": [change("Retiro", line_code="A2")]}
    assert told(folder, retired) == set()
    split = plan("v2", "A1", "A3", "A4")
    for line in split["Líneas"][1:]:
        line["replaces"] = "A2"
    assert told(folder, split) == set()
    split["Líneas"][1]["replaces"] = "A2; A9"
    assert told(folder, split) == {("unknown_predecessor", "error", "Líneas")}


def test_the_workbook_of_the_next_version_brings_the_plan_in_force(first: Path) -> None:
    folder = Folder(first)
    book = openpyxl.load_workbook(io.BytesIO(workbook(folder, "operating_plan", "PROFONANPE", "F2-v2")))
    lines, goals = (
        [row for row in book[s].iter_rows(min_row=7, values_only=True) if row[0]] for s in ("Líneas", "Metas")
    )
    assert [line[0] for line in lines] == [goal[0] for goal in goals] == ["A1", "A2"]
    headers = [cell.value for cell in book["Metas"][6]]
    first_goal = dict(zip(headers, goals[0], strict=True))
    assert (first_goal["Meta de la fase"], first_goal["Año 2026"]) == (20, 12)
    # the clock is past 2025: the quarters of the next POA are for its author to write
    assert first_goal["T3"] is None
    assert check(folder, "p.xlsx", _saved(book), Asked()).findings != []


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def third(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The same, and two more versions of the plan: a target raised twice, and a line split in two."""
    folder = Folder(tmp_path_factory.mktemp("third") / "data")
    copy(first, folder.root)
    report = {"goal_id": "A2/SAF-CON", "situation": "Con avance", "quantity": "5", "document_type": "Pendiente"}
    filled = {"Avance": [report], "Detalle": contracts("A2/SAF-CON", 5)}
    send(folder, "physical_progress", "GORE-UCAYALI", "2025-T4", filled, "punto.ucayali")
    second = plan("v2", "A1", "A2") | {"Reprogramación": SAID}
    second["Metas"][0] |= MORE
    send(folder, "operating_plan", "PROFONANPE", "F2-v2", second, "planificador")
    split = plan("v3", "A1", "A3", "A4")
    split["Metas"][0] |= {"phase_target": "25", "year_2026": "17"}
    for line in split["Líneas"][1:]:
        line["replaces"] = "A2"
    split["Reprogramación"] = [change(item="SAF-CON", document="Acuerdo 7")]
    send(folder, "operating_plan", "PROFONANPE", "F2-v3", split, "planificador")
    publish(folder)
    return folder


def test_a_target_keeps_original_previous_and_new_with_its_reason(third: Folder) -> None:
    asked = {"goal": "A1/SAF-CON", "phase": "F2"}
    rows = {row["period"]: row for row in Reader(third).ask("target_history", Scope.everything(), **asked).to_dicts()}
    assert [rows["phase"][name] for name in ("original", "previous", "new_target")] == [20, 21, 25]
    assert [rows["phase"][f"{name}_version"] for name in ("original", "previous", "new")] == ["v1", "v2", "v3"]
    explained = [rows["phase"][name] for name in ("reason", "change_level", "document")]
    assert explained == ["Desembolso tardío", "CI", "Acuerdo 7"]
    assert (rows["2025"]["is_changed"], rows["phase"]["is_changed"]) == (False, True)


def test_the_line_before_is_kept_apart_with_what_it_reported(third: Folder) -> None:
    lineage = Reader(third).ask("line_predecessors", Scope.everything(), line="A3", phase="F2").to_dicts()
    assert [(row["predecessor_code"], row["period"], row["quantity"]) for row in lineage] == [("A2", "2025-T4", 5)]


def test_the_command_tells_the_history_of_a_target(
    third: Folder, jsi: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSI_DATA", str(third.root))
    traced = json.loads(jsi("trace", "phase_progress", "--goal", "A1/SAF-CON", "--period", "2025-T4", "--json").stdout)
    assert [row["new_target"] for row in traced["history"]] == ["25.0000", "17.0000"]
    assert Decimal(traced["value"]) == Decimal("0.12")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_history_of_a_target_and_the_line_before(
    third: Folder, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(third.root))
    text = words("history", language)
    at = {"nivel": "action", "accion": "AE1", "corte": "2025-T4"}
    changed = page("provenance", language, **at, linea="A1", meta="A1/SAF-CON")
    [told] = [table.value for table in changed.table if text["original"] in table.value.columns]
    first_row = told.iloc[0]
    assert [first_row[text[name]] for name in ("original", "previous", "new", "reason")] == [
        "20", "21", "25", "Desembolso tardío",
    ]  # fmt: skip
    assert list(told[text["level"]]) == ["CI", "CI"]
    after = page("provenance", language, **at, linea="A3", meta="A3/SAF-CON")
    [before] = [table.value for table in after.table if text["predecessor"] in table.value.columns]
    assert before.iloc[0].to_list() == [literal(cell) for cell in ("A2", "A2/SAF-CON", "2025-T4", "5")]
    assert text["apart"] in [caption.value for caption in after.caption]
