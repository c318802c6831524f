"""Sheets of a workbook that are not called as in the template: read, told of as misnamed, or told of as not read."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from etl.check import Checked, check
from etl.recognise import Asked
from reports.workbook import workbook
from warehouse.folder import Folder

GOAL = "AE1.01-UCA/SAF-CON"
ROW = {"goal_id": GOAL, "situation": "Con avance", "quantity": "2", "document_type": "Pendiente"}
UNIT = {"goal_id": GOAL, "unit_kind": "Contrato", "unit_name": "Uno", "hectares": "9"}
FILLED = {
    "Avance": [ROW | {"shortfall_reason": "Otro"}],
    "Detalle": [UNIT | {"unit_number": number} for number in ("X-1", "X-2")],
    "Rectificaciones": [
        {
            "goal_id": GOAL,
            "corrected_period": "2025-T3",
            "action": "informar",
            "corrected_value": "20",
            "reason": "Otro",
        }
    ],
}


def told(folder: Folder, changed: dict[str, str], asked: Asked | None = None) -> Checked:
    """Check the filled workbook with sheets renamed, or copied where the new name begins with +."""
    content = workbook(folder, "physical_progress", "GORE-UCAYALI", "2026-T1", filled=FILLED)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, to in changed.items():
        sheet = book.copy_worksheet(book[name]) if to.startswith("+") else book[name]
        sheet.title = to.removeprefix("+")
    saved = io.BytesIO()
    book.save(saved)
    return check(folder, "r.xlsx", saved.getvalue(), asked)


def sheets(checked: Checked) -> set[tuple[str, str, str]]:
    rules = ("sheet_misnamed", "sheet_not_read", "missing_sheet")
    return {(f.rule, f.found, f.expected) for f in checked.findings if f.rule in rules}


@pytest.mark.parametrize(
    "changed", [{}, {"Detalle": "DETALLE "}, {"Avance": " avance", "Rectificaciones": "rectificaciones "}]
)
def test_a_sheet_is_read_whatever_case_and_spaces_its_name_has(loaded: Path, changed: dict[str, str]) -> None:
    checked = told(Folder(loaded), changed)
    assert (checked.accepted, checked.quarantined, sheets(checked)) == (4, 0, set())


@pytest.mark.parametrize(
    ("changed", "meant"),
    [
        ({"Detalle": "Detalle X"}, "Detalle"),
        ({"Rectificaciones": "Rectificación"}, "Rectificaciones"),
        ({"Avance": "+Avance (2)"}, "Avance"),
    ],
)
def test_a_sheet_with_our_columns_under_another_name_is_no_loss_without_a_word(
    loaded: Path, changed: dict[str, str], meant: str
) -> None:
    checked = told(Folder(loaded), changed)
    called = next(iter(changed.values())).removeprefix("+")
    assert checked.outcome == "rejected"
    assert sheets(checked) == {("sheet_misnamed", called, meant)}
    for language in ("es", "en"):
        assert called in checked.findings[0].message(language)


def test_a_sheet_of_the_senders_own_is_told_of_and_takes_nothing_away(loaded: Path) -> None:
    folder = Folder(loaded)
    content = workbook(folder, "physical_progress", "GORE-UCAYALI", "2026-T1", filled=FILLED)
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.create_sheet("Mis notas")["B2"] = "llamar a Juan"
    book.create_sheet("Vacía")
    hidden = book.create_sheet("Cálculos")
    hidden["A1"], hidden.sheet_state = 7, "hidden"
    saved = io.BytesIO()
    book.save(saved)
    checked = check(folder, "r.xlsx", saved.getvalue())
    names = "Avance, Detalle, Rectificaciones"
    assert (checked.accepted, sheets(checked)) == (4, {("sheet_not_read", "Mis notas", names)})
