"""Our reader finds, in every odd workbook, what openpyxl finds: each cell, text, flag, merge and hidden sheet."""

from __future__ import annotations

import io
import resource
import warnings
import zipfile
from pathlib import Path
from typing import Any

import plain_reader
import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_workbooks import MAIN, by_hand, cells, odd_workbooks, packed

from etl.cells_by_events import read as by_events
from etl.cells_by_pattern import read as by_pattern
from etl.extract import meta_texts, read_workbook
from etl.hostile import Refused, guard
from etl.xml_text import NotPlainError

ODD = odd_workbooks()
REAL = Path(__file__).parent.parent.parent / "shared" / "inputs"
# Written by the programs people use: these are read by patterns, or our promise of speed is empty.
PLAIN = ["plain shared strings", "numbers", "days by the format of the cell", "booleans, errors and empty values",
         "formulas with and without their value", "formulas that share, fill arrays and make tables",
         "as Excel begins a file", "with filters and merges around", "by openpyxl", "nothing"]  # fmt: skip


def _seen(reader: Any, content: bytes) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl comments on odd files
        grids = reader.read_workbook(content) if hasattr(reader, "read_workbook") else reader(content)
    return [(g.name, g.rows, g.formulas, g.errors, g.merged, g.is_hidden) for g in grids]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_workbook_is_read_as_openpyxl_reads_it(name: str) -> None:
    content = ODD[name]
    assert guard("a.xlsx", content) == "xlsx"
    assert _seen(read_workbook, content) == _seen(plain_reader, content)
    assert any(rows for _, rows, *_ in _seen(read_workbook, content)) or name in (
        "nothing",
        "blank cells of every kind",
    )


@pytest.mark.parametrize("name", ODD)
def test_patterns_find_what_an_xml_parser_finds(name: str) -> None:
    is_read = []
    with zipfile.ZipFile(io.BytesIO(ODD[name])) as archive:
        for part in (p for p in archive.namelist() if p.startswith("xl/worksheets/sheet")):
            xml = archive.read(part)
            try:
                found = by_pattern(xml)
            except NotPlainError:
                is_read.append(False)
                continue
            expected = by_events(xml)
            assert found.cells.equals(expected.cells)
            assert (found.walked, found.merged) == (expected.walked, expected.merged)
            is_read.append(True)
    assert all(is_read) or name not in PLAIN


def _real() -> list[Path]:
    return sorted(p for room in ("siaf", "invierte", "kobo", "forest", "tables") for p in (REAL / room).rglob("*.xlsx"))


@pytest.mark.skipif(not _real(), reason=f"NOT CHECKED: no real workbooks at {REAL}")
def test_real_workbooks_are_read_as_openpyxl_reads_them() -> None:
    # Two months of one national sheet are alike, and openpyxl needs seconds for each.
    for path in (p for p in _real() if not p.name.startswith("08_")):
        content = path.read_bytes()
        assert _seen(read_workbook, content) == _seen(plain_reader, content), path.name


# A text that XML can hold; line ends as XML gives them back.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=6)
NUMBER = st.one_of(st.integers(-(10**17), 10**17), st.floats(allow_nan=False, allow_infinity=False)).map(repr)
SERIAL = st.one_of(st.integers(-3, 3_000_000), st.floats(-1, 80_000)).map(repr)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


CONTENT = st.one_of(
    TEXT.map(lambda text: (' t="inlineStr"', f'<is><t xml:space="preserve">{_escaped(text)}</t></is>')),
    TEXT.map(lambda text: (' t="str"', f"<f>1</f><v>{_escaped(text)}</v>")),
    NUMBER.map(lambda text: ("", f"<v>{text}</v>")),
    st.tuples(st.sampled_from("123"), SERIAL).map(lambda drawn: (f' s="{drawn[0]}"', f"<v>{drawn[1]}</v>")),
    st.sampled_from(["0", "1"]).map(lambda text: (' t="b"', f"<v>{text}</v>")),
    st.sampled_from(["#N/A", "#REF!"]).map(lambda text: (' t="e"', f"<v>{text}</v>")),
    st.sampled_from(
        [("", "<f>A1+1</f>"), ("", ""), (' s="1"', ""), (' t="s"', "<v>0</v>"), (' t="s"', "<f>B2</f><v>1</v>")]
    ),
)
SHEET = st.dictionaries(
    st.integers(1, 60), st.dictionaries(st.sampled_from("ABCZ"), CONTENT, max_size=4), max_size=5
)  # fmt: skip


def _line(row: int, line: dict[str, tuple[str, str]]) -> str:
    return "".join(f'<c r="{letter}{row}"{kind}>{body}</c>' for letter, (kind, body) in sorted(line.items()))


@given(SHEET, st.booleans())
def test_any_sheet_is_read_as_openpyxl_reads_it(sheet: dict[int, dict[str, tuple[str, str]]], is_1904: bool) -> None:
    rows = "".join(f'<row r="{row}">{_line(row, line)}</row>' for row, line in sorted(sheet.items()))
    content = by_hand(rows, "<si><t>uno</t></si><si><r><t>d</t></r><r><t>os</t></r></si>", is_1904=is_1904)
    assert _seen(read_workbook, content) == _seen(plain_reader, content)


SOUND = '<c r="A1"><v>1</v></c>'
EMPTY = f'<worksheet xmlns="{MAIN}"/>'
TWICE = packed({f"xl/worksheets/sheet{n}.xml": EMPTY for n in (1, 2)}, "", ("a", "A"))
# Where we differ from openpyxl, which picks one of two meanings, or leaves out, without a word: nothing is guessed.
REFUSED = {
    "a cell that says it is in another row": by_hand('<row r="1"><c r="A2"><v>1</v></c></row>'),
    "a cell twice": by_hand(cells(SOUND, '<c r="A1"><v>2</v></c>')),
    "a row twice": by_hand(cells(SOUND) + cells('<c r="B1"><v>2</v></c>')),
    "a string counted from the end": by_hand(cells('<c r="A1" t="s"><v>-1</v></c>'), "<si><t>x</t></si>"),
    "a sheet that is not in the file": packed({}, "", ("Hoja",)),
    "two sheets of one name": TWICE,
    "a sheet of another vocabulary": packed({"xl/worksheets/sheet1.xml": "<worksheet xmlns='urn:x'/>"}, "", ("Hoja",)),
    # And where openpyxl refuses as well.
    "a string that is not there": by_hand(cells('<c r="A1" t="s"><v>7</v></c>'), "<si><t>x</t></si>"),
    "a number that is none": by_hand(cells('<c r="A1"><v>doce</v></c>')),
    "a day that is none": by_hand(cells('<c r="A1" t="d"><v>ayer</v></c>')),
    "a tag that never closes": by_hand('<row r="1"><c r="A1"><v>1</v></row>'),
    "an entity nobody declared": by_hand(cells('<c r="A1" t="str"><v>&xxe;</v></c>')),
    "a character XML forbids": by_hand(cells('<c r="A1" t="str"><v>&#1;</v></c>')),
    "a surrogate by number": by_hand(cells('<c r="A1" t="str"><v>&#55296;</v></c>')),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_contradicts_itself_is_refused_and_not_guessed(name: str) -> None:
    with pytest.raises(Refused, match="truncated_file"):
        read_workbook(REFUSED[name])


def test_a_cell_left_of_the_one_before_is_read_where_openpyxl_leaves_one_out() -> None:
    content = by_hand(cells('<c r="C1"><v>3</v></c>', SOUND))
    assert read_workbook(content)[0].rows == [(1, {"A": "1", "C": "3"})]
    assert plain_reader.read_workbook(content)[0].rows == [(1, {"A": "1"})]


def test_an_entity_is_never_expanded_even_without_the_guard() -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "9">]>'
    content = by_hand(cells('<c r="A1"><v>&b;</v></c>'), declared=doctype)
    with pytest.raises(Refused, match="xml_entities"):
        guard("a.xlsx", content)
    with pytest.raises(Refused):
        read_workbook(content)


def test_a_million_blank_rows_are_quick_and_small() -> None:
    blank = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_000_002))
    content = by_hand(f'{cells(SOUND)}{blank}<row r="1048576"/>')
    assert guard("a.xlsx", content) == "xlsx"
    before = resource.getrusage(resource.RUSAGE_SELF)
    (grid,) = read_workbook(content)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert grid.rows == [(1, {"A": "1"})]
    assert after.ru_utime - before.ru_utime < 10  # half a second where nothing else runs
    assert after.ru_maxrss - before.ru_maxrss < 600_000  # kB


def test_the_schema_is_read_from_the_same_file() -> None:
    sheet = by_hand(cells('<c r="A1" t="inlineStr"><is><t>{"a": 1}</t></is></c>'), name="_meta")
    assert (meta_texts(sheet), read_workbook(sheet)) == (['{"a": 1}'], [])
