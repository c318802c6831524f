"""What the calculated columns of a workbook show: the same numbers as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from expectations.contract import Sheet
from expectations.physical_progress.contract import PROGRESS
from expectations.sources import contracts
from reports.formulas import formula

FIRST = PROGRESS.header_row + 1
LETTER = {c.name: i for i, c in enumerate(PROGRESS.columns, 1)}


@pytest.mark.parametrize(
    ("row", "percentage"),
    [
        ({"direction": "ascending", "includes_baseline": True, "baseline": "45", "quantity": "54"}, 60),
        ({"direction": "ascending", "includes_baseline": False, "baseline": "45", "quantity": "54"}, 15),
        ({"direction": "descending", "baseline": "100", "quantity": "80"}, 50),
        ({"direction": "descending", "baseline": "100", "quantity": "110"}, -25),
        ({"direction": "descending", "quantity": "80"}, ""),
        ({"direction": "descending", "baseline": "100", "quantity": "80", "phase_target": "0"}, 20),
        ({"direction": "maintain", "baseline": "60", "quantity": "54"}, 90),
        ({"direction": "maintain", "baseline": "60", "quantity": "70"}, 100),
        ({"direction": "descending", "baseline": "60", "quantity": "80"}, 75),
    ],
)
def test_a_percentage_in_the_sheet_is_the_progress_the_pages_show(row: dict[str, Any], percentage: object) -> None:
    closing = {"mode": "Valor al cierre", "phase_target": "60"}
    assert formula(PROGRESS, PROGRESS.column("phase_pct"), FIRST, closing | row)[1] == percentage


@pytest.mark.parametrize(
    ("row", "cumulative", "percentage"),
    [
        ({"numerator": "45", "denominator": "90", "baseline": "40", "phase_target": "80"}, 50, 25),
        ({"numerator": "1", "denominator": "3", "phase_target": "50"}, 33.3333, 66.7),
        ({"numerator": "1", "denominator": "3", "phase_target": "0.5", "unit_of_measure": "proporción"}, 0.3333, 66.7),
        ({"numerator": "0", "denominator": "3", "phase_target": "50"}, 0, 0),
        ({"numerator": "0", "denominator": "0", "phase_target": "50"}, "", ""),
        ({"numerator": "8", "phase_target": "50"}, "", ""),
        (
            {"numerator": "1", "denominator": "4", "phase_target": "0", "baseline": "50", "direction": "descending"},
            25,
            50,
        ),
    ],
)
def test_a_ratio_in_the_sheet_is_numerator_over_denominator(
    row: dict[str, Any], cumulative: object, percentage: object
) -> None:
    ratio = {"mode": "Numerador/denominador", "unit_of_measure": "%", "includes_baseline": True, "last_value": "99"}
    found = [formula(PROGRESS, PROGRESS.column(name), FIRST, ratio | row) for name in ("new_cumulative", "phase_pct")]
    assert [value for _, value in found] == [cumulative, percentage]
    cells = [f"{get_column_letter(LETTER[name])}{FIRST}" for name in ("numerator", "denominator", "quantity")]
    assert all(cells[0] in text and cells[1] in text and cells[2] not in text for text, _ in found)


def test_the_sheet_counts_finished_units_and_leaves_the_percentage_to_the_steps() -> None:
    row = {"mode": "Por hitos", "last_value": "2", "year_before": "1", "phase_target": "10", "quantity": "3"}
    values = [
        formula(PROGRESS, PROGRESS.column(name), FIRST, row)[1] for name in ("new_cumulative", "phase_pct", "year_pct")
    ]
    assert values == [5, "", ""]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"mode": "Por hitos"}, ""),
        ({"mode": "Cantidad del periodo"}, "Falta la cantidad"),
        ({"mode": "Cantidad del periodo", "quantity": "0"}, ""),
        ({"mode": "Numerador/denominador", "quantity": "5"}, "Falta el numerador o el denominador"),
        ({"mode": "Numerador/denominador", "numerator": "5"}, "Falta el numerador o el denominador"),
        ({"mode": "Numerador/denominador", "numerator": "0", "denominator": "9"}, ""),
    ],
)
def test_the_sheet_says_what_a_row_with_progress_lacks(row: dict[str, Any], expected: str) -> None:
    assert formula(PROGRESS, PROGRESS.column("missing"), FIRST, {"situation": "Con avance"} | row)[1] == expected


def test_a_percentage_rounds_half_away_from_zero_as_the_sheet_does() -> None:
    row = {"mode": "Valor al cierre", "quantity": "0.6125", "phase_target": "100"}
    assert formula(PROGRESS, PROGRESS.column("phase_pct"), FIRST, row)[1] == 0.6
    assert formula(PROGRESS, PROGRESS.column("phase_pct"), FIRST, row | {"quantity": "0.25"})[1] == 0.3


def test_every_calculated_column_has_a_formula_of_its_own() -> None:
    sheets: list[Sheet] = [s for c in contracts().values() for s in c.sheets]
    calculated = [(s, c) for s in sheets for c in s.columns if c.role == "calculated"]
    texts = [formula(sheet, column, FIRST, {})[0] for sheet, column in calculated]
    assert len(set(texts)) == len(texts) > 0
