"""The workbook a sender fills: what is locked, what is asked, what is calculated, and whether we made it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from expectations.contract import Column
from expectations.physical_progress.contract import PROGRESS
from expectations.signature import SignatureError, read
from expectations.sources import contracts
from reports.template import INSTRUCTIONS, SPARE_ROWS, Template, write_template

KEY = bytes(range(32))
SOURCES = sorted(name for name, contract in contracts().items() if contract.template)
FIRST = PROGRESS.header_row + 1
LETTER = {c.name: i for i, c in enumerate(PROGRESS.columns, 1)}
CHOICES = {"indicator_code": ["=MFC", "METT"], "action_code": ["AE1"]}
GOALS = [
    {"goal_id": "A/X", "line_name": "=1+1", "mode": "Cantidad del periodo", "phase_target": Decimal("8"),
     "year_target": Decimal("4"), "last_value": Decimal("1.2500"), "year_before": Decimal("0.5")},
    {"goal_id": "B/Y", "mode": "Valor al cierre", "phase_target": Decimal("80"), "last_value": Decimal("50")},
    {"goal_id": "C/Z", "mode": "Cantidad del periodo", "phase_target": Decimal("0")},
]  # fmt: skip
EARLIER = [{"goal_id": "A/X", "corrected_period": "2025-T3", "previous_value": Decimal("1.2500")}]
FILLED = [
    {"goal_id": "A/X", "situation": "Con avance", "quantity": "2.25", "comment": '=HYPERLINK("x")',
     "document_date": "2025-12-01"},
    {"goal_id": "B/Y", "situation": "Con avance", "quantity": Decimal("60")},
]  # fmt: skip


def made(
    path: Path, source: str = "physical_progress", filled: list[dict[str, Any]] | None = None, **more: Any
) -> Path:
    contract = contracts()[source]
    sheets = tuple(sheet.for_years([2025, 2026]) for sheet in contract.layouts["workbook"])
    # One row of every sheet that has grey cells, for without one there is nothing to type on.
    given, typed = {s.name: [{"phase_code": "F2"}] for s in sheets if any(c.role == "given" for c in s.columns)}, {}
    if source == "physical_progress":
        given, typed = {"Avance": GOALS, "Rectificaciones": EARLIER}, {"Avance": filled or []}
    template = Template(contract, sheets, "ORG", "Organización", "2025-T4", given, typed, CHOICES, **more)
    with path.open("wb") as target:
        write_template(target, template, KEY)
    return path


def progress(path: Path, *, cached: bool = False) -> Worksheet:
    return openpyxl.load_workbook(path, data_only=cached)["Avance"]


def shown(sheet: Worksheet, row: int, name: str) -> Any:
    return sheet.cell(row, LETTER[name]).value


def test_the_head_names_title_organisation_period_and_label(tmp_path: Path) -> None:
    sheet = progress(made(tmp_path / "a.xlsx", is_demonstration=True))
    head = [sheet.cell(row, 1).value for row in range(1, 5)]
    assert head == ["Avance físico — Avance", "ORG · Organización", "2025-T4", "ilustrativo · datos de demostración"]
    assert [c.value for c in sheet[PROGRESS.header_row]] == [c.header for c in PROGRESS.columns]
    assert progress(made(tmp_path / "b.xlsx"))["A4"].value is None


def test_only_typed_cells_are_open_and_colours_say_so(tmp_path: Path) -> None:
    sheet = progress(made(tmp_path / "a.xlsx"))
    assert sheet.protection.sheet
    assert sheet.protection.insertRows
    assert sheet.protection.deleteColumns
    for column in PROGRESS.columns:
        cell = sheet.cell(FIRST, LETTER[column.name])
        assert cell.protection.locked is (column.role != "typed"), column.header
        colour = {"given": "FFE7E6E6", "typed": "FFFFF8D6"}.get(column.role, "FFFFFFFF")
        assert cell.fill.start_color.rgb == colour, column.header
    assert all(cell.protection.locked for cell in sheet[PROGRESS.header_row])
    assert sheet.freeze_panes == f"B{FIRST}"


@pytest.mark.parametrize("source", SOURCES)
def test_each_typed_column_is_validated_as_its_contract_says(tmp_path: Path, source: str) -> None:
    book = openpyxl.load_workbook(made(tmp_path / "a.xlsx", source))
    for declared in contracts()[source].layouts["workbook"]:
        sheet, page = declared.for_years([2025, 2026]), book[declared.name]
        rules = {_area(r).min_col: r for r in page.data_validations.dataValidation}
        for position, column in enumerate(sheet.columns, 1):
            if column.role != "typed":
                assert position not in rules
                continue
            expected = {"decimal": "decimal", "integer": "whole", "date": "date", "text": None}[column.kind]
            expected = "list" if column.choices or column.name in CHOICES else expected
            rule = rules.get(position)
            assert (rule.type if rule else None) == expected, column.header
            if rule:
                assert rule.error
                assert rule.error.startswith(("Escriba", "Elija"))
                _limits(column, rule)
                # Every row that can be typed on is covered, and no other.
                assert _area(rule).min_row == sheet.header_row + 1
                assert _area(rule).max_row == page.max_row
            if expected == "list" and rule:
                assert _list(book, rule.formula1) == (column.choices or tuple(CHOICES[column.name]))


def _area(rule: Any) -> Any:
    (area,) = rule.sqref.ranges
    return area


def _limits(column: Column, rule: Any) -> None:
    if column.kind in ("decimal", "integer") and column.minimum:
        assert float(rule.formula1) == float(column.minimum)
    elif column.kind in ("decimal", "integer"):
        assert float(rule.formula1) < -1e12, "no limit in the contract, none worth the name in the sheet"
    assert column.maximum is None or float(rule.formula2) == float(column.maximum)


def _list(book: openpyxl.Workbook, name: str) -> tuple[Any, ...]:
    sheet, where = next(book.defined_names[name].destinations)
    return tuple(cell.value for row in book[sheet][where] for cell in (row if isinstance(row, tuple) else (row,)))


def test_calculated_cells_come_with_their_values(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", filled=FILLED)
    values, written = progress(path, cached=True), progress(path)
    names = ("new_cumulative", "year_pct", "phase_pct", "missing")
    rows = [tuple(shown(values, FIRST + n, name) for name in names) for n in range(3)]
    assert rows == [(3.5, 68.8, 43.8, None), (60, None, 75, None), (None, None, None, "Falta la situación")]
    assert all(str(shown(written, FIRST, name)).startswith("=IF(") for name in names)


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    sheet = progress(made(tmp_path / "a.xlsx", filled=FILLED))
    formulas = [sheet.cell(PROGRESS.header_row, n).value for n, c in enumerate(sheet[FIRST], 1) if c.data_type == "f"]
    assert formulas == [c.header for c in PROGRESS.columns if c.role == "calculated"]
    assert shown(sheet, FIRST, "line_name") == "=1+1"
    assert shown(sheet, FIRST, "comment") == '=HYPERLINK("x")'
    plan = openpyxl.load_workbook(made(tmp_path / "b.xlsx", "operating_plan"))
    assert not [c.coordinate for page in plan for row in page.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize("text", ["1_000", "Infinity", "NaN", "1,250.5", "cuatro", "１２", "12345678901234567.89"])
def test_what_is_no_number_a_sheet_can_hold_stays_as_typed(tmp_path: Path, text: str) -> None:
    path = made(tmp_path / "a.xlsx", filled=[FILLED[0] | {"quantity": text, "document_date": "31/02/2025"}])
    sheet = progress(path, cached=True)
    assert shown(sheet, FIRST, "quantity") == text
    assert shown(sheet, FIRST, "document_date") == "31/02/2025"
    assert shown(sheet, FIRST, "new_cumulative") is None


@pytest.mark.parametrize("day", ["2025-12-01", date(2025, 12, 1)])
def test_a_day_is_a_date_in_the_sheet(tmp_path: Path, day: object) -> None:
    path = made(tmp_path / "a.xlsx", filled=[FILLED[0] | {"document_date": day}])
    assert shown(progress(path), FIRST, "document_date").date() == date(2025, 12, 1)


def test_what_was_filled_neither_changes_what_is_given_nor_is_lost(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", filled=[FILLED[0] | {"phase_target": "999"}])
    assert shown(progress(path), FIRST, "phase_target") == 8
    with pytest.raises(KeyError, match="D/W"):
        made(path, filled=[{"goal_id": "D/W", "quantity": "1"}])


@pytest.mark.parametrize("source", SOURCES)
def test_a_workbook_is_small_and_the_same_each_time(tmp_path: Path, source: str) -> None:
    one, other = (made(tmp_path / f"{n}.xlsx", source, FILLED).read_bytes() for n in "ab")
    assert one == other
    assert len(one) < 300_000


def test_a_sheet_without_given_rows_has_blank_rows_to_type_on(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path / "a.xlsx", "operating_plan"))
    for sheet in contracts()["operating_plan"].layouts["workbook"][1:]:
        last = sheet.header_row + SPARE_ROWS
        assert book[sheet.name].max_row == last
        assert not book[sheet.name].cell(last, 1).protection.locked
        # Codes such as 010101 lose their zeros in a cell that is not text.
        assert book[sheet.name].cell(last, 1).number_format == "@"


@pytest.mark.parametrize("source", SOURCES)
def test_hidden_sheets_and_instructions(tmp_path: Path, source: str) -> None:
    book = openpyxl.load_workbook(made(tmp_path / "a.xlsx", source))
    assert (book["Listas"].sheet_state, book["_meta"].sheet_state) == ("hidden", "veryHidden")
    text = (INSTRUCTIONS / f"{source}.txt").read_text(encoding="utf-8")
    assert [row[0].value or "" for row in book["Instrucciones"].iter_rows()] == text.splitlines()
    named = {s.name for s in contracts()[source].layouts["workbook"]}
    assert all(f"«{name}»" in text for name in named)


def test_a_workbook_says_what_it_is_and_another_key_does_not_believe_it(tmp_path: Path) -> None:
    text = openpyxl.load_workbook(made(tmp_path / "a.xlsx"))["_meta"]["A1"].value
    schema = read(text, KEY)
    said = {key: schema[key] for key in ("source", "version", "organisation", "period")}
    assert said == {"source": "physical_progress", "version": "2", "organisation": "ORG", "period": "2025-T4"}
    assert len(schema["given_sha256"]) == 64
    with pytest.raises(SignatureError, match="HMAC"):
        read(text, bytes(32))
