"""What a cell may say and what it means: every line of the tables in docs/formats.md, read as a file's cell is read."""

from __future__ import annotations

import re
import time
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.grid import as_table
from etl.layout import Placed
from etl.recognise import Recognised
from etl.rules import broken
from etl.stage import stage
from etl.typed import UNREAD
from expectations.contract import Column, Contract, Sheet
from expectations.physical_progress.contract import CONTRACT
from expectations.routine import routine
from expectations.rule import rules
from expectations.sources import contracts
from warehouse.folder import Folder

DOCS = Path(__file__).parent.parent / "docs"
UNSEEN = {"NBSP": "\u00a0", "THIN": "\u2009", "NNBSP": "\u202f", "ZERO WIDTH": "\u200b"}
CODE = Column("code", "Código", required=True)
CURRENCY = Column("currency_code", "Moneda")
MONEY = Column("cell", "Celda", kind="decimal", scale=4, unit_column="currency_code")
# The kinds of column of the tables, in their order, and the currency of the row.
KINDS: list[tuple[Column, str]] = [
    (Column("cell", "Celda", kind="decimal", scale=4), ""),
    (Column("cell", "Celda", kind="decimal", scale=4, grouping=True), ""),
    (Column("cell", "Celda", kind="decimal", scale=4, unit="%"), ""),
    (MONEY, "PEN"),
    (MONEY, "USD"),
    (Column("cell", "Celda", kind="date"), ""),
    (Column("cell", "Celda", choices=("Sí", "No")), ""),
    (Column("cell", "Celda", choices=("DCI–Norad", "Otra")), ""),
    (Column("cell", "Celda", as_number=True), ""),
    (Column("cell", "Celda", as_code=True), ""),
]
Line = tuple[str, str | None, str | None]


def _tables(document: str) -> list[list[Line]]:
    """Return the lines of each table: the cell, what is read (None: nothing) and the rule (None: nothing to tell)."""
    tables: list[list[Line]] = []
    for line in (DOCS / document).read_text(encoding="utf-8").splitlines():
        if line.startswith("|---"):
            tables.append([])
        elif line.startswith("| `"):
            cell, read, rule = (
                None if part.strip() == "—" else part.strip(" `") for part in line.strip("|").split("|")
            )
            assert cell
            tables[-1].append((re.sub(r"\[([A-Z ]+)\]", lambda m: UNSEEN[m[1]], cell), read, rule))
    return tables


TABLES = _tables("formats.md")
SPECIFIED = [
    pytest.param(table, line, id=f"{KINDS[table][0].kind} {KINDS[table][1]} {cell!r}")
    for table, lines in enumerate(TABLES)
    for line, (cell, _, _) in enumerate(lines)
]
Told = list[tuple[str, str]]


def _told(column: Column, *texts: str, currency: str = "") -> tuple[list[object], list[Told]]:
    """Stage each text as a row of one column; return the typed values, and each row's (rule, sentence)."""
    sheet = Sheet("Hoja", "one", (CODE, CURRENCY, column), key=("code",))
    rows = [(i, {"A": f"C{i}", "B": currency, "C": text}) for i, text in enumerate(texts, 1)]
    placed = Placed(sheet, 0, {"code": "A", "currency_code": "B", "cell": "C"}, {}, as_table(rows))
    connection = duckdb.connect()
    stage(connection, placed, "submission")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("expectations.physical_progress.suite.suite", routine)
        patch.setattr("etl.rules.now_views", lambda *_: None)
        patch.setattr("etl.rules.across", lambda *_: [])
        found = broken(connection, Recognised(CONTRACT, "", "", "", (placed,), {}), "submission", date(2025, 10, 1))
    values = connection.execute("select cell from staged_one order by row_number").fetchall()
    told = [[(f.rule, f.message("es")) for f in found if f.row == row] for row, _ in rows]
    return [value for (value,) in values], told


@cache
def _table_read(position: int) -> tuple[list[object], list[Told]]:
    """Read a whole table of the document at once."""
    column, currency = KINDS[position]
    return _told(column, *(cell for cell, _, _ in TABLES[position]), currency=currency)


@pytest.mark.parametrize(("table", "line"), SPECIFIED)
def test_a_cell_means_what_the_table_says(table: int, line: int) -> None:
    _, read, rule = TABLES[table][line]
    values, told = _table_read(table)
    value = values[line]
    assert [named for named, _ in told[line]] == ([rule] if rule else []), "one finding, or none"
    if rule == "not_in_list":
        return
    if KINDS[table][0].kind == "decimal" and read is not None:
        assert value == Decimal(read)
    else:
        assert (None if value is None else str(value)) == read


def test_both_languages_have_the_same_tables() -> None:
    assert _tables("formatos.md") == TABLES
    assert len(TABLES) == len(KINDS)


def test_every_rule_about_reading_is_in_the_tables() -> None:
    shown = {rule for table in TABLES for _, _, rule in table}
    assert shown >= UNREAD | {"read_as"}
    assert rules().keys() >= UNREAD


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [("12,5", "Si quiso decir 12.5, escriba 12.5."), ("1.234,56", "Si quiso decir 1234.56, escriba 1234.56."),
     ("1,234", "Escriba el que corresponda, sin coma: 1234 / 1.234."), ("-12,5", "escriba -12.5."),
     ("1,234.50", "se leyó como 1234.50"), ("S/ 1,234.50", "escriba solo el número: 1234.50.")],
)  # fmt: skip
def test_the_sentence_says_what_to_write(cell: str, sentence: str) -> None:
    _, [[(_, said)]] = _told(KINDS[0][0], cell)
    assert sentence in said
    assert f"«{cell}»" in said


def test_a_reversed_date_is_told_the_right_way_round() -> None:
    _, [[(_, said)]] = _told(Column("cell", "Celda", kind="date"), "09/25/2025")
    assert "Si quiso decir 25/09/2025, escriba 25/09/2025." in said


@pytest.mark.parametrize(
    ("column", "texts", "unit", "rule"),
    [
        (Column("cell", "Celda", kind="decimal", scale=4, unit="%", measure=True), ("0.45", "1", "0"), "", True),
        (Column("cell", "Celda", kind="decimal", scale=4, unit="%", measure=True), ("0.45", "2"), "", False),
        (Column("cell", "Celda", kind="decimal", scale=4, unit="%", measure=True), ("0", ""), "", False),
        (Column("cell", "Celda", kind="decimal", scale=4, unit_column="currency_code", measure=True), ("0.4",), "%", 1),
        (
            Column("cell", "Celda", kind="decimal", scale=4, unit_column="currency_code", measure=True),
            ("0.4",),
            "ha",
            0,
        ),
    ],
)
def test_percentages_that_are_fractions_are_asked_about_once(
    column: Column, texts: tuple[str, ...], unit: str, rule: bool
) -> None:
    _, found = _told(column, *texts, currency=unit)
    assert [named for told in found for named, _ in told] == ["fraction_for_percent"] * rule


@pytest.mark.parametrize("contract", contracts().values(), ids=lambda c: c.source)
def test_no_two_choices_of_a_list_are_alike(contract: Contract) -> None:
    """Each choice written in capitals is read as itself, so nothing on the list is ambiguous."""
    for column in (c for sheet in contract.sheets for c in sheet.columns if c.choices):
        values, _ = _told(Column("cell", "Celda", choices=column.choices), *(c.upper() for c in column.choices))
        assert values == list(column.choices)


def test_choices_that_look_alike_are_left_to_the_sender() -> None:
    column = Column("cell", "Celda", choices=("Río", "Rio"))
    values, found = _told(column, "Río", "Rio", "RÍO")
    assert (values, [rule for told in found for rule, _ in told]) == (["Río", "Rio", "RÍO"], ["not_in_list"])


def test_twenty_thousand_rows_of_odd_spellings_are_read_fast() -> None:
    columns = tuple(Column(f"n{i}", f"N{i}", kind="decimal", scale=4) for i in range(10))
    sheet = Sheet("Hoja", "many", (CODE, *columns), key=("code",))
    letters = {c.name: c.name for c in sheet.columns}
    rows = [(i, {"code": str(i)} | {c.name: f"{i % 900 + 1},234.{i % 90}" for c in columns}) for i in range(1, 20_001)]
    connection = duckdb.connect()
    began = time.process_time()
    stage(connection, Placed(sheet, 0, letters, {}, as_table(rows)), "submission")
    assert time.process_time() - began < 20
    assert connection.execute("select count(n0), count(n9) from staged_many").fetchone() == (20_000, 20_000)


def test_a_filled_template_is_told_cell_by_cell(demonstration: Folder, jsi, answer, tmp_path: Path) -> None:
    path = tmp_path / "avance.xlsx"
    jsi("template", "--source", "physical_progress", "--org", "GORE-UCAYALI", "--period", "2025-T4", "-o", path)
    book = openpyxl.load_workbook(path)
    sheet = book["Avance"]
    headers = {cell.value: cell.column for cell in sheet[6]}
    typed = [("con avance", "1,234.00", "25 set 2025"), ("Con avance", "12,5", "25/09/25")]
    for row, texts in enumerate(typed, 7):
        for header, text in zip(("Situación", "Cantidad o valor", "Fecha del documento"), texts, strict=True):
            sheet.cell(row, headers[header]).value = text
    book.save(path)
    _, checked = answer("check", path)
    told = {(f["row"], f["rule"]) for f in checked["findings"]}
    assert told >= {(7, "read_as"), (8, "decimal_comma"), (8, "two_digit_year")}
    assert len([f for f in checked["findings"] if f["rule"] == "read_as"]) == 3
    assert (checked["rows_read"] - checked["ignored"], checked["quarantined"]) == (2, 1)
