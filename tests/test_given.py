"""Grey cells of a returned workbook are read as they were issued, and years as the file shows them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.check import Checked, check
from etl.grid import Grid, as_table
from etl.layout import place
from etl.letters import letter_of
from etl.recognise import Asked
from expectations.contract import Column, Sheet
from expectations.forest_loss.contract import DISTRICTS
from expectations.signature import key_of, read, sign
from reports.workbook import workbook
from warehouse.folder import Folder

GOAL = "AE2.04-MDD/MFC-DEMA"
ROW = {
    "goal_id": GOAL, "situation": "Con avance", "quantity": "4",
    "document_type": "Informe", "document_number": "12-2025", "document_date": "2025-12-15",
}  # fmt: skip


def _book(folder: Folder) -> Any:
    content = workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", "2025-T4", filled={"Avance": [ROW]})
    return openpyxl.load_workbook(io.BytesIO(content))


def _checked(folder: Folder, book: Any) -> Checked:
    out = io.BytesIO()
    book.save(out)
    return check(folder, "r.xlsx", out.getvalue(), Asked())


def _cell(book: Any, header: str, goal: str = GOAL) -> Any:
    sheet = book["Avance"]
    position = next(c.column for c in sheet[6] if c.value == header)
    return sheet.cell(next(r for r in range(7, 40) if sheet.cell(r, 1).value == goal), position)


def test_a_workbook_sent_back_untouched_changes_no_grey_cell(demonstration: Folder) -> None:
    assert _checked(demonstration, _book(demonstration)).findings == []


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [("Unidad de medida", "ha", "documento"), ("Meta de la fase", 999, "15.0000"), ("Actividad", None, "")],
)
def test_a_changed_grey_cell_is_told_and_read_as_issued(
    demonstration: Folder, header: str, value: object, expected: str
) -> None:
    book = _book(demonstration)
    cell = _cell(book, header)
    cell.value = value
    checked = _checked(demonstration, book)
    (finding,) = checked.findings
    assert (finding.rule, finding.severity, finding.cell) == ("given_changed", "alert", cell.coordinate)
    assert finding.expected.startswith(expected)
    assert checked.accepted == 1
    assert list(checked.measures["quantity"]) == ["documento"]


def test_sorted_rows_change_nothing(demonstration: Folder) -> None:
    book = _book(demonstration)
    sheet = book["Avance"]
    for column in range(1, sheet.max_column + 1):
        first, second = sheet.cell(7, column), sheet.cell(8, column)
        first.value, second.value = second.value, first.value
    assert [f.rule for f in _checked(demonstration, book).findings] == []


def test_grey_cells_that_are_not_those_we_signed_are_refused(demonstration: Folder) -> None:
    book = _book(demonstration)
    meta = book["_meta"]["A2"]
    meta.value = meta.value.replace("documento", "ha")
    checked = _checked(demonstration, book)
    assert [f.rule for f in checked.findings] == ["bad_signature"]


def test_a_long_list_of_grey_cells_is_kept_over_several_cells(demonstration: Folder) -> None:
    book = _book(demonstration)
    key = key_of(demonstration.root)
    schema, meta = read(book["_meta"]["A1"].value, key), book["_meta"]
    text = meta["A2"].value
    meta["A2"].value, meta["A3"].value = text[:100], text[100:]
    meta["A1"].value = sign(schema, key)
    assert _checked(demonstration, book).findings == []
    assert json.loads(text)["Avance"][0]["goal_id"]


YEARLY = Sheet("h", "t", (Column("code", "Código"), Column("y", "Año {year}", per_year="every")), ("code",))
SERIES = Sheet(
    "h", "t", (Column("x", "{year}_ha", per_year="every", since=2001), Column("s", "A {year}", per_year="last")), ("x",)
)


@pytest.mark.parametrize(
    ("sheet", "headers", "names"),
    [
        (YEARLY, ["Código", "Año 2025", "Año 2027"], ["code", "y_2025", "y_2026", "y_2027"]),
        (YEARLY, ["Código", "Año 20x5", "Año 12025"], ["code"]),
        (SERIES, ["2001_ha", "2003_ha", "A 2004"], ["x_2001", "x_2002", "x_2003", "x_2004", "s_2004"]),
        (SERIES, ["1950_ha"], ["s_1950"]),
        (SERIES, [], ["x_2001"]),
    ],
)
def test_a_sheet_has_the_years_its_headers_show(sheet: Sheet, headers: list[str], names: list[str]) -> None:
    assert [c.name for c in sheet.for_headers(headers).columns] == names


def test_a_year_left_out_of_the_series_is_missed() -> None:
    headers = [c.header for c in DISTRICTS.for_years(range(2001, 2025)).columns if c.name != "loss_2013"]
    placed = place(DISTRICTS, Grid("csv", as_table([(1, {letter_of(n): text for n, text in enumerate(headers, 1)})])))
    assert [(f.rule, f.expected) for f in placed.findings] == [("missing_column", "2013_ha")]


def test_years_that_are_all_missing_are_missed_once() -> None:
    placed = place(YEARLY, Grid("csv", as_table([(1, {"A": "Código"})])))
    assert [(f.rule, f.expected) for f in placed.findings] == [("missing_column", "Año …")]


def test_next_years_file_is_read_without_a_change(answer, tmp_path: Path) -> None:
    columns = DISTRICTS.for_years(range(2001, 2026)).columns
    values = ["UCAYALI", "PURUS", "PURUS", "250401", *["1.50"] * 25, "2.00", "1,234.50"]
    path = tmp_path / "bosque_2025.csv"
    path.write_text(",".join(c.header for c in columns) + "\n" + ",".join(f'"{v}"' for v in values) + "\n")
    code, checked = answer("check", path)
    assert (code, checked["period"], checked["facts"]) == (0, "2025", 25)
    assert checked["measures"]["loss_2025"]["ha"]["accepted"] == "1.50"
    assert checked["measures"]["forest_2025"]["ha"]["accepted"] == "1234.50"
    _, received = answer("receive", path, "--as", "geobosques")
    assert received["outcome"] == "accepted"
