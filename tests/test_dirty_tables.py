"""Dirty tables of others give the clean table that stands beside them, or a refusal that says why; nothing is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest

from etl.delimited import read_csv
from etl.extract import read_workbook
from etl.grid import Grid
from etl.hostile import Refused, guard
from etl.layout import place
from etl.letters import letter_of
from etl.stage import stage
from expectations.contract import Column, Sheet

CLEAN = [
    ("test.xlsx", 0, "testxlsx_noinference_converted.csv"),
    ("test_skip_lines.xlsx", 0, "testxlsx_noinference_converted.csv"),
    ("sheets.xlsx", 1, "testxlsx_noinference_converted.csv"),
    ("sheets.xlsx", 2, "testxlsx_unicode_converted.csv"),
    ("dummy.xlsx", 0, "dummy.csv"),
    ("dummy.tsv", 0, "dummy.csv"),
    ("sniff_limit.csv", 0, "dummy.csv"),
    ("test_skip_lines.csv", 0, "dummy.csv"),
    ("optional_quote_characters.csv", 0, "dummy.csv"),
    ("bad_skip_lines.csv", 0, "bad.csv"),
    ("realdata/census_2010/census2010_geo_schema.csv", 0, "realdata/census_2010/census2010_geo_schema.csv"),
]
# file: encoding and delimiter an independent reading is told; what is read is all there is in it.
TOLD = {
    "bad.csv": ("utf-8", ","), "dummy.tsv": ("utf-8", "\t"), "sniff_limit.csv": ("utf-8", ";"),
    "mac_newlines.csv": ("utf-8", ","), "test_utf8.csv": ("utf-8", ","), "test_utf8_bom.csv": ("utf-8-sig", ","),
    "test_utf16_big.csv": ("utf-16", ","), "test_utf16_little.csv": ("utf-16", ","),
    "test_latin1.csv": ("latin-1", ","), "test_header_newline.csv": ("utf-8", ","), "iris.csv": ("utf-8", ","),
    "join_a_short.csv": ("utf-8", ","), "test_empty_columns.csv": ("utf-8", ","), "test_geo.csv": ("utf-8", ","),
    "realdata/Datagov_FY10_EDU_recp_by_State.csv": ("utf-8", ","),
    "realdata/FY09_EDU_Recipients_by_State.csv": ("utf-8", ","), "realdata/ks_1033_data.csv": ("utf-8", ","),
    "realdata/event-notification-rpt-lastmonth.txt": ("utf-8", "|"),
    "realdata/census_2010/ilgeo2010_excerpt.csv": ("utf-8", ","),
}  # fmt: skip
REFUSED = {
    "empty.csv": "empty_file", "null_byte.csv": "not_a_workbook", "dummy.csv.gz": "not_a_workbook",
    "dummy.csv.bz2": "not_a_workbook", "testdbf.dbf": "not_a_workbook", "test.xls": "old_workbook",
    "sheets.xls": "old_workbook", "dummy.xls": "old_workbook", "test_skip_lines.xls": "old_workbook",
}  # fmt: skip
WRITTEN = {"TRUE": "True", "FALSE": "False"}


@pytest.fixture
def tables(real_inputs: Path) -> Path:
    return real_inputs / "tables" / "csvkit-examples"


def _grids(path: Path) -> list[Grid]:
    content = path.read_bytes()
    return [read_csv(content)] if guard(path.name, content) == "csv" else read_workbook(content)


def _named(grid: Grid) -> list[dict[str, str]]:
    """Return each row under the header as {header: text}; a column without header is called by its letter."""
    _, headers = grid.rows[0]
    return [{headers.get(at, at): WRITTEN.get(text, text) for at, text in cells.items()} for _, cells in grid.rows[1:]]


@pytest.mark.parametrize(("dirty", "sheet", "clean"), CLEAN)
def test_a_dirty_table_gives_the_clean_one(tables: Path, dirty: str, sheet: int, clean: str) -> None:
    with (tables / clean).open(encoding="utf-8", newline="") as opened:
        header, *rows = [record for record in csv.reader(opened) if any(record)]
    # csvkit called the column that has no header "h".
    names = {n: name for n, name in enumerate(header, 1) if name not in ("h", "")}
    expected = [{names.get(n, letter_of(n)): text for n, text in enumerate(row, 1) if text} for row in rows]
    assert _named(_grids(tables / dirty)[sheet]) == [row for row in expected if row]


@pytest.mark.parametrize("name", TOLD)
def test_every_text_of_a_file_is_in_its_place(tables: Path, name: str) -> None:
    encoding, delimiter = TOLD[name]
    text = (tables / name).read_bytes().decode(encoding)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    expected = [{letter_of(n): value for n, value in enumerate(r, 1) if value.strip()} for r in records]
    assert [cells for _, cells in _grids(tables / name)[0].rows] == [cells for cells in expected if cells]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_its_rule(tables: Path, name: str) -> None:
    with pytest.raises(Refused, match=REFUSED[name]):
        _grids(tables / name)


def test_no_file_of_the_folder_breaks_the_reading(tables: Path) -> None:
    files = [path for path in tables.rglob("*") if path.is_file()]
    assert len(files) > 80
    for path in files:
        try:
            assert _grids(path), path
        except Refused as refused:
            assert refused.rule == REFUSED.get(path.name), path


def _typed(grid: Grid, *columns: Column) -> tuple[list[tuple[object, ...]], list[tuple[str, str, str]]]:
    """Stage a grid; return its values, and each cell read otherwise: column, rule, what it means."""
    sheet = Sheet("csv", "dirty", columns, key=())
    connection = duckdb.connect()
    stage(connection, place(sheet, grid), "submission")
    names = ", ".join(c.name for c in columns)
    values = connection.execute(f"select {names} from staged_dirty order by row_number").fetchall()
    odd = connection.execute("select column_name, rule, coalesce(meant, '') from reading_dirty order by all").fetchall()
    return values, odd


def _number(name: str) -> Column:
    return Column(name, name, kind="decimal", scale=4)


@pytest.mark.parametrize("name", ["test_date_format", "test_numeric_date_format"])
def test_dates_are_day_first_as_the_clean_table_has_them(tables: Path, name: str) -> None:
    values, _ = _typed(_grids(tables / f"{name}.csv")[0], Column("a", "a", kind="date"))
    clean = (tables / "test_date_format_converted.csv").read_text(encoding="utf-8").split()[1:]
    assert [str(value) for (value,) in values] == clean


def test_european_numbers_are_not_guessed_but_the_sender_is_told_the_clean_value(tables: Path) -> None:
    values, odd = _typed(_grids(tables / "test_locale.csv")[0], _number("a"), _number("b"))
    clean = (tables / "test_locale_converted.csv").read_text(encoding="utf-8").split()[1].split(",")
    assert values == [(None, None)]
    assert odd == [("a", "decimal_comma", clean[0]), ("b", "decimal_comma", clean[1])]


def test_words_for_nothing_are_nothing_but_never_silently(tables: Path) -> None:
    names = ["b", "c", "d", "e", "f"]
    values, odd = _typed(_grids(tables / "blanks.csv")[0], *map(_number, names))
    assert values == [(None,) * 5]
    assert odd == [(name, "word_for_blank", "") for name in names]


def test_the_notes_under_a_real_table_are_told_and_counted(tables: Path) -> None:
    text, total = Column("state", "State Name", required=True), Column("code", "State Abbreviate", required=True)
    sum_of = Column("total", "TOTAL", kind="decimal", scale=0, grouping=True)
    sheet = Sheet("csv", "states", (text, total, sum_of), key=("code",))
    placed = place(sheet, _grids(tables / "realdata/Datagov_FY10_EDU_recp_by_State.csv")[0])
    connection = duckdb.connect()
    assert placed.header_row == 3
    assert stage(connection, placed, "submission") == (55, 2)
    assert [f.row for f in placed.findings if f.rule == "note_row"] == sorted(placed.ignored) == [57, 58]
    assert connection.execute("select count(code), count(total_unreadable) from staged_states").fetchone() == (53, 0)
