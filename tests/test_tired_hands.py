"""What a tired person does to a workbook of ours, and the one sentence they get for it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

import cli
import etl.check
from etl.check import Checked, check
from reports.workbook import workbook
from warehouse.folder import Folder

ORGANISATION, PERIOD = "AIDESEP", "2025-T4"
Change = Callable[[Workbook], None]


def changed(loaded: Path, *changes: Change, organisation: str = ORGANISATION) -> Checked:
    """Check a template of the demonstration that somebody did that to."""
    content = workbook(Folder(loaded), "physical_progress", organisation, PERIOD)
    book = load_workbook(BytesIO(content))
    for change in changes:
        change(book)
    saved = BytesIO()
    book.save(saved)
    return check(Folder(loaded), "mio.xlsx", saved.getvalue())


def typed(cell: str, value: object, sheet: str = "Avance") -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def told(taken: Checked) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for finding in taken.findings:
        found.setdefault(finding.rule, []).append(finding.cell)
    return found


def swapped(book: Workbook) -> None:
    page = book["Avance"]
    page["A7"], page["A8"] = page["A8"].value, page["A7"].value
    for row in (7, 8):
        page[f"N{row}"], page[f"O{row}"] = "Con avance", 1


def test_two_codes_that_changed_places_are_errors_and_nothing_else_of_the_row_is_told(loaded: Path) -> None:
    taken = changed(loaded, swapped)
    assert told(taken)["key_moved"] == ["A7", "A8"]
    assert "given_changed" not in told(taken)
    first = next(f for f in taken.findings if f.rule == "key_moved")
    assert first.found in first.message("es")
    assert first.expected in first.message("en")


def test_rows_that_were_sorted_are_no_fault(loaded: Path) -> None:
    def sorted_otherwise(book: Workbook) -> None:
        page = book["Avance"]
        for column in range(1, page.max_column + 1):
            one, other = page.cell(7, column), page.cell(8, column)
            one.value, other.value = other.value, one.value

    assert not {"key_moved", "given_changed"} & told(changed(loaded, sorted_otherwise)).keys()


@pytest.mark.parametrize(
    ("cell", "value", "found"),
    [("A3", "2026-T1", "2026-T1"), ("A2", "GORE-LORETO · Gobierno Regional de Loreto", "GORE-LORETO")],
)
@pytest.mark.parametrize("sheet", ["Avance", "Detalle"])
def test_a_template_issued_for_another_is_refused(loaded: Path, sheet: str, cell: str, value: str, found: str) -> None:
    taken = changed(loaded, typed(cell, value, sheet), typed("N7", "Con avance"), typed("O7", 1))
    assert (taken.outcome, taken.accepted) == ("rejected", 0)
    [finding] = taken.findings
    assert (finding.rule, finding.sheet, finding.cell, finding.found) == ("cover_changed", sheet, cell, found)


@pytest.mark.parametrize("value", ["AIDESEP", "Informe de la AIDESEP", None, " 2025-T4 "])
def test_what_says_the_same_above_the_header_or_nothing_is_no_fault(loaded: Path, value: str | None) -> None:
    assert "cover_changed" not in told(changed(loaded, typed("A2", value)))


def test_a_unit_written_twice_is_told_with_its_code_and_its_rows(loaded: Path) -> None:
    def twice(book: Workbook) -> None:
        for row in (7, 8, 9):
            values = {"A": "AE3.01-AID/TDC-CON", "B": "Comunidad", "C": "Nombre", "D": "C-1" if row < 9 else "C-2"}
            for column, value in values.items():
                book["Detalle"][f"{column}{row}"] = value

    taken = changed(loaded, twice)
    first, second = (f for f in taken.findings if f.rule == "duplicated_key")
    assert (first.cell, second.cell) == ("A7", "A8")
    assert (first.found, first.expected) == ("AE3.01-AID/TDC-CON · Comunidad · C-1", "7, 8")


def test_a_sheet_without_its_headers_is_told_once(loaded: Path) -> None:
    taken = changed(loaded, lambda book: book["Avance"].delete_rows(6), typed("N6", "Con avance"))
    assert told(taken) == {"header_missing": [None]}
    assert "ID meta" in taken.findings[0].message("es")


def test_a_sheet_under_another_name_is_told_once_and_rows_nobody_typed_in_are_ignored(loaded: Path) -> None:
    taken = changed(loaded, lambda book: setattr(book["Avance"], "title", "Avance T4"))
    assert told(taken) == {"sheet_misnamed": [None]}
    assert (taken.outcome, taken.quarantined) == ("rejected", 0)
    assert taken.read == taken.ignored


def corrected(period: object) -> Change:
    """Return that a row nobody issued mends a goal in that period."""

    def change(book: Workbook) -> None:
        row = {"A": "AE3.01-AID/TDC-CON", "B": period, "C": "informar", "E": 4, "F": "No se informó"}
        for column, value in row.items():
            book["Rectificaciones"][f"{column}20"] = value

    return change


def of_corrected(taken: Checked) -> dict[str, str | None]:
    return {f.rule: f.cell for f in taken.findings if f.sheet == "Rectificaciones" and f.row == 20}


@pytest.mark.parametrize("written", ["2025-T5", "T3 2025", 2025, "n/d", "2025-t3", "2025–T3", None])
def test_a_corrected_period_that_is_none_is_told_once_and_stops_nothing_else(loaded: Path, written: object) -> None:
    taken = changed(loaded, corrected(written), typed("N8", "Sin avance"), typed("O8", 0), typed("AA8", "Otro"))
    assert of_corrected(taken) == {"required_missing" if written is None else "malformed_period": "B20"}
    assert taken.accepted == 1


@pytest.mark.parametrize(
    ("period", "rule"),
    [
        ("2025-T2", "period_before_line"),
        ("2024-T1", "period_before_line"),
        ("2025-T4", "correction_not_earlier"),
        ("2026-T1", "correction_not_earlier"),
    ],
)
def test_a_period_nothing_can_be_told_of_is_told_once(loaded: Path, period: str, rule: str) -> None:
    assert of_corrected(changed(loaded, corrected(period))) == {rule: "B20"}


def test_numbers_of_a_rule_are_told_with_the_decimals_they_need(loaded: Path) -> None:
    taken = changed(loaded, typed("N7", "Sin avance"), typed("O7", 3))
    [finding] = [f for f in taken.findings if f.rule == "situation_contradicts"]
    assert "es 3." in finding.message("es")


def test_a_fault_of_ours_is_an_answer_and_the_next_file_gets_its_own(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSI_DATA", str(loaded))
    content = workbook(Folder(loaded), "physical_progress", ORGANISATION, PERIOD)
    files = [tmp_path / name for name in ("uno.xlsx", "dos.xlsx")]
    for file in files:
        file.write_bytes(content)
    recognise = etl.check.recognise

    def failing(folder: Folder, name: str, *rest: object) -> object:
        if name == "uno.xlsx":
            raise ZeroDivisionError("dos entre nada")
        return recognise(folder, name, *rest)  # pyright: ignore[reportArgumentType]  handed on as it came

    monkeypatch.setattr(etl.check, "recognise", failing)
    answer = CliRunner().invoke(cli.jsi, ["check", *map(str, files)])
    assert answer.exit_code == 3
    assert "dos entre nada" in answer.output
    assert "Traceback" not in answer.output
    assert "dos.xlsx" in answer.output
