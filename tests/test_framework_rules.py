"""Rules of the performance framework and of units of achievement: what breaks each, and what just does not."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from content.filled import CONTENT, rows
from etl.check import Checked, check
from etl.recognise import Asked
from reports.workbook import workbook
from warehouse.folder import Folder

FRAMEWORK = {"Carátula": "head", "Marco": "framework"}
PLAN = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}


def found(checked: Checked, *rules: str) -> list[tuple[str, str, str | None]]:
    return [(f.rule, f.severity, f.found) for f in checked.findings if f.rule in rules]


def framework(folder: Folder, **change: str) -> Checked:
    """Check the illustrative framework with one row changed."""
    sheets: dict[str, list[dict[str, Any]]]
    sheets = {sheet: rows(CONTENT / "framework" / f"{stem}.csv") for sheet, stem in FRAMEWORK.items()}
    sheets["Marco"][1].update(change)
    content = workbook(folder, "performance_framework", "PROFONANPE", "F2-v1", filled=sheets)
    return check(folder, "marco.xlsx", content, Asked())


@pytest.fixture
def nothing_yet(tmp_path: Any) -> Folder:
    folder = Folder(tmp_path / "empty")
    folder.root.mkdir()
    return folder


def test_the_illustrative_framework_breaks_nothing(nothing_yet: Folder) -> None:
    checked = framework(nothing_yet)
    assert (checked.outcome, checked.findings, checked.read) == ("accepted", [], 9)
    # a baseline and two years of targets each
    assert checked.facts == 9 * 3


def test_hectares_of_a_kind_are_measured_in_hectares(nothing_yet: Folder) -> None:
    checked = framework(nothing_yet, unit_of_measure="km2")
    assert found(checked, "hectares_in_hectares") == [("hectares_in_hectares", "error", "km2")]
    assert framework(nothing_yet, unit_of_measure="km2", hectare_kind="").findings == []
    unknown = framework(nothing_yet, hectare_kind="de todo tipo")
    assert found(unknown, "unknown_code") == [("unknown_code", "error", "de todo tipo")]


def test_the_head_is_that_of_the_framework_being_sent(nothing_yet: Folder) -> None:
    sheets = {sheet: rows(CONTENT / "framework" / f"{stem}.csv") for sheet, stem in FRAMEWORK.items()}
    content = workbook(nothing_yet, "performance_framework", "PROFONANPE", "F2-v1", filled=sheets)
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book["_meta"]
    unsigned = io.BytesIO()
    book.save(unsigned)
    for period, told in (("F2-v1", []), ("F2-v2", [("framework_head_differs", "error", "F2-v1")])):
        asked = Asked("performance_framework", "PROFONANPE", period)
        assert found(check(nothing_yet, "marco.xlsx", unsigned.getvalue(), asked), "framework_head_differs") == told


# What a goal of the plan cites: nothing is wrong, or which rule it breaks. AE1.01-UCA counts contracts.
CITED = """
goal       | cites     | rule                               | severity
AE1.01-UCA |           | -                                  |
AE1.01-UCA | P1.1      | -                                  |
AE1.01-UCA | P9.9      | framework_code_unknown             | alert
AE1.01-UCA | P1.1; P3.1 | one_framework_indicator_per_level | error
AE1.01-UCA | P3.1      | framework_unit_differs             | error
AE1.01-UCA | R5        | framework_unit_differs             | error
AE4.01-LOR | R4; I1    | -                                  |
AE4.01-LOR | R2; I1    | framework_unit_differs             | error
AE4.01-LOR | R4; R2    | one_framework_indicator_per_level  | error
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in CITED.strip().splitlines()[1:]]


@pytest.mark.parametrize(("line", "cites", "rule", "severity"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_goal_contributes_once_a_level_and_in_its_own_unit(
    demonstration: Folder, line: str, cites: str, rule: str, severity: str
) -> None:
    plan: dict[str, list[dict[str, Any]]] = {
        s: rows(CONTENT / "plan" / "F2-v1" / f"{stem}.csv") for s, stem in PLAN.items()
    }
    next(g for g in plan["Metas"] if g["line_code"] == line)["framework_code"] = cites
    content = workbook(demonstration, "operating_plan", "PROFONANPE", "F2-v1", filled=plan)
    told = {
        (f.rule, f.severity) for f in check(demonstration, "p.xlsx", content, Asked()).findings if "framework" in f.rule
    }
    assert told == set() if rule == "-" else (rule, severity) in told


# What one unit of GORE-UCAYALI says, and what goes past the legal area its site had on that date.
AREAS = """
number                  | name              | hectares    | on         | over
ACR-IMIRIA              | Imiría            | 135737.52   | 2025-12-01 | -
ACR-IMIRIA              | Imiría            | 135737.5201 | 2025-12-01 | 0.0001
1                       | ACR IMIRIA        | 135738.52   | 2025-12-01 | 1.0000
1                       | otro nombre       | 999999      | 2025-12-01 | -
ACR-ALTO-TAMAYA-ABUJAO  | Alto Tamaya       | 150010.82   | 2021-07-24 | -
ACR-ALTO-TAMAYA-ABUJAO  | Alto Tamaya       | 10          | 2021-07-23 | 10.0000
RC-BAJO-PUTUMAYO-YAGUAS | Bajo Putumayo     | 10          |            | -
RC-BAJO-PUTUMAYO-YAGUAS | Bajo Putumayo     | 10          | 2025-08-31 | 10.0000
"""
UNITS = [[cell.strip() for cell in line.split("|")] for line in AREAS.strip().splitlines()[1:]]


@pytest.mark.parametrize(("number", "name", "hectares", "on", "over"), UNITS)
def test_the_hectares_of_an_area_are_held_against_its_legal_area_on_that_date(
    demonstration: Folder, number: str, name: str, hectares: str, on: str, over: str
) -> None:
    goal = {"goal_id": "AE4.02-UCA/ACR-HA"}
    unit = goal | {"unit_kind": "ACR/ANP", "unit_number": number, "unit_name": name, "hectares": hectares}
    filled = {
        "Avance": [goal | {"situation": "Con avance", "quantity": "135737.52"}],
        "Detalle": [unit | {"achieved_on": on}],
    }
    content = workbook(demonstration, "physical_progress", "GORE-UCAYALI", "2025-T4", filled=filled)
    told = [
        f for f in check(demonstration, "r.xlsx", content, Asked()).findings if f.rule == "hectares_over_legal_area"
    ]
    stakes = [(f.severity, str(f.stake_amount), f.stake_unit, f.column) for f in told]
    assert stakes == ([] if over == "-" else [("alert", over, "ha", "Hectáreas")])
