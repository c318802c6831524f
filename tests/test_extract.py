"""Reading: what the sender sees in a cell, as exact text, at the address where they see it."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import LineChart

from etl.extract import meta_texts, read_workbook
from etl.grid import Grid
from etl.hostile import Refused
from etl.letters import address, letter_of, number_of
from etl.values import as_text

NOON = datetime(2025, 9, 30, 12)


def _book(fill: Callable[[Any], None]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    fill(book.worksheets[0])
    book.save(out)
    return out.getvalue()


def _cells(cells: dict[str, Any]) -> bytes:
    def fill(sheet: Any) -> None:
        for at, value in cells.items():
            sheet[at].value = value

    return _book(fill)


def _edited(content: bytes, change: Callable[[str], str]) -> bytes:
    """Change the XML of the first sheet, as other programs write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name.endswith("sheet1.xml") else text)
    return out.getvalue()


def _calculated(result: str, kind: str = "n") -> Grid:
    """Read a sheet whose cell B2 is a formula with that cached result."""
    cell = f'<c r="B2" t="{kind}"><f>1+1</f>{result}</c>'
    book = _cells({"A2": "fila", "B2": "=1+1"})
    return read_workbook(_edited(book, lambda xml: re.sub(r'<c r="B2".*?</c>', cell, xml)))[0]


def test_a_sheet_that_starts_elsewhere_keeps_its_addresses() -> None:
    (grid,) = read_workbook(_cells({"C5": "ID meta", "D5": "Cantidad", "C7": "AE2/TIT", "D7": 4, "AB9": "x"}))
    assert grid.rows == [(5, {"C": "ID meta", "D": "Cantidad"}), (7, {"C": "AE2/TIT", "D": "4"}), (9, {"AB": "x"})]


@pytest.mark.parametrize(
    ("value", "text"),
    [(12, "12"), (12.0, "12"), (-3.50, "-3.5"), (0.1 + 0.2, "0.30000000000000004"), (420080.25, "420080.25"),
     (0.0, "0"), (1e-7, "0.0000001"), (1e15, "1000000000000000"), (1e20, "1" + "0" * 20), (1e300, "1e+300"),
     (True, "TRUE"), (False, "FALSE"), (date(2025, 9, 30), "2025-09-30"), (NOON.replace(hour=0), "2025-09-30"),
     (NOON, "2025-09-30 12:00:00"), (None, ""), ("12,5", "12,5"), ("N/D", "N/D")],
)  # fmt: skip
def test_a_value_is_exact_text(value: object, text: str) -> None:
    assert as_text(value) == text


def test_values_come_out_of_a_workbook_as_they_went_in() -> None:
    typed = {"A1": 0.3, "B1": date(2025, 9, 30), "C1": True, "D1": " Puerto\u00a0Maldonado", "E1": "007"}
    as_excel_writes = _edited(_cells(typed), lambda xml: xml.replace("<v>0.3</v>", f"<v>{0.1 + 0.2!r}</v>"))
    (grid,) = read_workbook(as_excel_writes)
    assert grid.rows == [
        (1, {"A": "0.30000000000000004", "B": "2025-09-30", "C": "TRUE", "D": " Puerto\u00a0Maldonado", "E": "007"})
    ]


def test_cells_and_rows_of_blanks_are_not_there() -> None:
    (grid,) = read_workbook(_cells({"A1": "x", "A2": "  ", "B3": "\u00a0", "A4": "y"}))
    assert [number for number, _ in grid.rows] == [1, 4]


def test_a_formula_with_its_result_gives_the_result() -> None:
    grid = _calculated("<v>2</v>")
    assert grid.rows == [(2, {"A": "fila", "B": "2"})]
    assert grid.formulas == {(2, "B"): True}


def test_a_formula_whose_result_is_empty_text_has_a_result() -> None:
    grid = _calculated("<v></v>", kind="str")
    assert grid.rows == [(2, {"A": "fila"})]
    assert grid.formulas == {(2, "B"): True}


def test_a_formula_nobody_calculated_keeps_its_own_text() -> None:
    (grid,) = read_workbook(_cells({"B2": "=1+1"}))
    assert grid.rows == [(2, {"B": "=1+1"})]
    assert grid.formulas == {(2, "B"): False}


def test_text_that_begins_like_a_formula_is_text() -> None:
    book = _edited(_cells({"A1": "texto"}), lambda xml: xml.replace("<t>texto</t>", "<t>=1+1</t>"))
    (grid,) = read_workbook(book)
    assert (grid.rows, grid.formulas) == ([(1, {"A": "=1+1"})], {})


def test_error_cells_are_flagged_typed_or_calculated() -> None:
    (typed,) = read_workbook(_cells({"A1": "x", "B1": "#N/A"}))
    assert typed.errors == {(1, "B"): "#N/A"}
    calculated = _calculated("<v>#DIV/0!</v>", kind="e")
    assert calculated.errors == {(2, "B"): "#DIV/0!"}
    assert calculated.formulas == {(2, "B"): True}


def test_merged_cells_are_named_and_only_the_first_has_the_value() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"].value = "unido"
        sheet.merge_cells("A1:B2")

    (grid,) = read_workbook(_book(fill))
    assert (grid.rows, grid.merged) == ([(1, {"A": "unido"})], ("A1:B2",))


def test_hidden_sheets_are_read_and_marked_and_meta_is_read_apart() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for name, state in (("Listas", "hidden"), ("_meta", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet["A1"].value = f"texto de {name}"
        sheet.sheet_state = state
    book.save(out)
    assert [(g.name, g.is_hidden) for g in read_workbook(out.getvalue())] == [("Sheet", False), ("Listas", True)]
    assert meta_texts(out.getvalue()) == ["texto de _meta"]
    assert meta_texts(_cells({"A1": "x"})) == []
    assert meta_texts(b"a,b\n") == []


def test_a_sheet_of_a_chart_has_no_rows() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.create_chartsheet("Gráfico").add_chart(LineChart())
    book.save(out)
    assert [(g.name, g.rows) for g in read_workbook(out.getvalue())] == [("Sheet", []), ("Gráfico", [])]


@pytest.mark.parametrize("at", ["A200001", "KO1"])
def test_what_lies_past_the_limits_is_refused_not_left_out(at: str) -> None:
    with pytest.raises(Refused, match="too_large"):
        read_workbook(_cells({"A1": "x", at: 1}))


def test_rows_out_of_order_are_refused_not_left_out() -> None:
    book = _edited(_cells({"A1": 1, "A2": 2, "A3": 3}), lambda xml: xml.replace('<row r="3"', '<row r="1"'))
    with pytest.raises(Refused, match="truncated_file"):
        read_workbook(book)


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (300, "KN"), (16384, "XFD")])
def test_letters_and_numbers_agree(number: int, letter: str) -> None:
    assert (letter_of(number), number_of(letter), address(letter, 7)) == (letter, number, f"{letter}7")
