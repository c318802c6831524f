"""Painting edits parts as any program writes them, keeps what the sender wrote, and never breaks a file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from painting import finding, looks, opened, parts, saved_again, with_parts, written
from python_calamine import CalamineWorkbook

from expectations.physical_progress.contract import CONTRACT
from reports.observations import observations
from reports.painted import painted, returned
from reports.splice import CannotPaintError
from reports.styles import PAINT, recorded
from reports.template import Template, write_template

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
GOALS = [{"goal_id": f"A/{n}", "line_name": "=1+1", "mode": "Cantidad del periodo"} for n in range(3)]
ON_TWO_SHEETS = [finding("N7"), finding("O8", severity="alert"), finding("B8", severity="note", sheet="Detalle")]
ON_TWO_SHEETS += [finding(None, row=9), finding(None, sheet=None), finding("Z99"), finding("XFD1048576")]


@pytest.fixture(scope="module")
def book() -> bytes:
    made = io.BytesIO()
    sheets = CONTRACT.layouts["workbook"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reports.template.SPARE_ROWS", 3)
        write_template(made, Template(CONTRACT, sheets, "ORG", "O", "2025-T4", {"Avance": GOALS}), bytes(32))
    return made.getvalue()


def in_part(*names: str, change: Callable[[str], str], code: str = "utf-8") -> Callable[[bytes], bytes]:
    def made(content: bytes) -> bytes:
        return with_parts(content, lambda name, xml: change(xml.decode()).encode(code) if name in names else xml)

    return made


def with_prefix(xml: str) -> str:
    named = re.sub(r"<(/?)(\w)", r"<\1x:\2", xml)
    return named.replace(' xmlns="', ' xmlns:x="')


DIALECTS: dict[str, Callable[[bytes], bytes]] = {
    "a prefix": in_part(SHEET, STYLES, "xl/workbook.xml", change=with_prefix),
    "UTF-16": in_part(
        SHEET, STYLES, change=lambda x: x.replace('encoding="UTF-8"', 'encoding="UTF-16"'), code="utf-16"
    ),
    "a byte order mark": in_part(SHEET, STYLES, change=lambda x: "\ufeff" + x),
    "single quotes": in_part(SHEET, STYLES, change=lambda x: re.sub(r'"([^"\']*)"(?=[ />?])', r"'\1'", x)),
    "spaces in tags": in_part(SHEET, change=lambda x: x.replace("/>", "\n/>").replace("<c ", "<c  ")),
    "closed rows": in_part(SHEET, change=lambda x: re.sub(r'(<row r="8"[^>]*)>.*?</row>', r"\1/>", x)),
    "no row 9": in_part(SHEET, change=lambda x: re.sub(r'<row r="9".*?</row>', "", x)),
    "no rows": in_part(SHEET, change=lambda x: re.sub(r"<sheetData>.*</sheetData>", "<sheetData/>", x)),
    "no defined names": in_part("xl/workbook.xml", change=lambda x: re.sub(r"<definedNames>.*</definedNames>", "", x)),
    "another program": saved_again,
}


def by_calamine(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_another_reader_sees_the_same_values_and_the_list(book: bytes) -> None:
    before, after = by_calamine(book), by_calamine(painted(book, ON_TWO_SHEETS[:5], "es", "a.xlsx"))
    listed = after.pop("Observaciones")
    assert after == before
    assert [row[4] for row in listed[4:9]] == ["N7", "O8", "B8", "fila 9", "—"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_workbook_is_painted_whatever_program_wrote_it(book: bytes, dialect: str) -> None:
    content = DIALECTS[dialect](book)
    before, made = looks(content), painted(content, ON_TWO_SHEETS, "es", "a.xlsx")
    after = looks(made)
    ours = {place: look[2] for place, look in after.items() if look[2] in PAINT.values()}
    assert ours == {
        ("Avance", "N7"): PAINT["error"],
        ("Avance", "O8"): PAINT["alert"],
        ("Detalle", "B8"): PAINT["note"],
        ("Avance", "Z99"): PAINT["error"],
        ("Avance", "XFD1048576"): PAINT["error"],
    }
    assert all(after[place] == look for place, look in before.items() if place not in ours)
    with opened(made) as shown:
        assert shown["Avance"]["N7"].comment.text.startswith("■ JSI Monitor\nError · ")
        places = [cell.hyperlink.location for (cell,) in shown["Observaciones"]["E5:E11"] if cell.hyperlink]
    assert places[:4] == ["'Avance'!N7", "'Avance'!O8", "'Detalle'!B8", "'Avance'!9:9"]
    assert painted(made, ON_TWO_SHEETS, "es", "a.xlsx") == made, "painted twice is painted once"
    for name, xml in parts(made).items():
        if name.endswith((".xml", ".rels", ".vml")):
            expat.ParserCreate(namespace_separator=" ").Parse(xml, True)


def test_a_cell_that_is_not_written_takes_the_look_of_its_row_or_column(book: bytes) -> None:
    def change(xml: str) -> str:
        col = '<cols><col min="40" max="41" width="9" style="5"/></cols>'
        return re.sub(r"<cols>.*</cols>", col, xml).replace('<row r="8"', '<row s="4" customFormat="1" r="8"')

    made = painted(in_part(SHEET, change=change)(book), [finding("AN7"), finding("AO8"), finding("AP7")], "es")
    with opened(made) as shown:
        cells = [shown["Avance"][at] for at in ("AN7", "AO8", "AP7")]
        assert [cell.number_format for cell in cells] == ["@", "#,##0.####", "General"]
        assert [cell.protection.locked for cell in cells] == [False, True, True]


def test_what_the_sender_wrote_in_comments_and_sheets_stays(book: bytes) -> None:
    theirs = {"N7": "Lo vi el lunes <&> ", "P8": "■ pregunta", "Q8": "Solo mía"}

    def write(workbook: Any) -> None:
        for cell, said in theirs.items():
            workbook["Avance"][cell].comment = Comment(said, "María", height=50, width=50)
        workbook.create_sheet("observaciones")["A1"] = "mis apuntes"

    content = saved_again(book, write)
    found = [finding("N7", message="Dice ■ y más"), finding("N7", "not_a_number"), finding("O8"), finding("P8")]
    once = painted(content, found, "es", "a.xlsx")
    with opened(once) as shown:
        sheet = shown["Avance"]
        assert sheet["N7"].comment.text.startswith(f"{theirs['N7']}\n\n■ JSI Monitor\nError · ")
        assert sheet["N7"].comment.text.count("Error · ") == 2
        assert (sheet["N7"].comment.author, sheet["O8"].comment.author) == ("María", "JSI Monitor")
        assert sheet["Q8"].comment.text == theirs["Q8"]
        assert shown.sheetnames[-2:] == ["observaciones", "Observaciones 2"]
        assert shown["observaciones"]["A1"].value == "mis apuntes"
    (boxes,) = (xml for name, xml in parts(once).items() if name.endswith(".vml"))
    assert boxes.count(b'ObjectType="Note"') == 4
    for again in (once, saved_again(once)):
        with opened(painted(again, [finding("R9")], "es")) as shown:
            sheet = shown["Avance"]
            assert {c: sheet[c].comment.text for c in theirs} == theirs
            assert sheet["O8"].comment is None
            assert sheet["R9"].comment is not None
            assert shown.sheetnames[-2:] == ["observaciones", "Observaciones 2"]


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REFUSED: dict[str, Callable[[bytes], bytes]] = {
    "another dialect": in_part("xl/workbook.xml", change=lambda x: re.sub(r'xmlns="[^"]*"', f'xmlns="{STRICT}"', x)),
    "no styles": in_part(STYLES, change=lambda x: re.sub(r"<fills.*</fills>", "", x)),
    "a document type": in_part(SHEET, change=lambda x: x.replace("<worksheet", "<!DOCTYPE x><worksheet")),
    "a style that is no number": in_part(SHEET, change=lambda x: x.replace(' s="5"', ' s="cinco"')),
    "a sheet cut short": in_part(SHEET, change=lambda x: x[: len(x) // 2]),
    "no workbook": lambda _: b"PK\x03\x04",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_edited_safely_gets_the_list_instead(book: bytes, case: str) -> None:
    content = REFUSED[case](book)
    with pytest.raises(CannotPaintError):
        painted(content, [finding("N7")], "es")
    name, made = returned(content, "mi avance.xlsx", [finding("N7")], "en", is_ours=True)
    assert name == "mi avance_observaciones.xlsx"
    with opened(made) as shown:
        assert shown["Observaciones"]["E5"].value == "N7"
        assert shown["Observaciones"]["E5"].hyperlink is None


@pytest.mark.parametrize(
    "written",
    ['["solid", {"rgb": "FFFFF8D6\\"/><x"}, {}]', '["sólido", {}, {}]', '[["a"], {}, {}]', '{"a": 1}', "[[[[", "1",
     '["solid", {"onclick": "x"}, {}]', '["solid", {"rgb": 5}, {}]', '["solid", [], []]',
     f'["solid", {{"rgb": "{PAINT["error"]}"}}, {{}}]'],
)  # fmt: skip
def test_a_fill_somebody_made_up_is_not_believed(written: str) -> None:
    assert recorded(written) is None


def test_more_findings_than_a_sheet_holds_are_counted_and_the_gravest_commented(
    book: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.observations.MOST", 3)
    monkeypatch.setattr("reports.painted.COMMENTED", 2)
    found = [finding("N7", severity="note"), finding("N8"), finding("O7", severity="alert"), finding("O9")]
    with opened(painted(book, found, "es")) as shown:
        sheet, listed = shown["Avance"], shown["Observaciones"]
        assert [bool(sheet[c].comment) for c in ("N7", "N8", "O7", "O9")] == [False, True, False, True]
        assert all(sheet[c].fill.fgColor.rgb in PAINT.values() for c in ("N7", "N8", "O7", "O9"))
        assert [listed.cell(row, 1).value for row in range(5, 9)] == ["1", "2", "3", None]
        assert "4" in [listed.cell(row, 2).value for row in range(9, 15)]


TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(['=HYPERLINK("x")', "]]>", "_x000D_", "<f>1</f>", "\x00\x07\ufffe", "■ JSI Monitor\n■"]),
    st.just("a" * 40_000),
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(["A1", "N7", "AF9", "A400", "XFD1048576", "ZZZ1", "A0", "", "csv", "XFE1", "A1048577"]),
    st.builds(lambda c, r: f"{c}{r}", st.sampled_from(["A", "Z", "AA", "AG", "CC"]), st.integers(1, 500)),
)
FINDINGS = st.builds(
    finding,
    st.none() | CELLS,
    st.sampled_from(["not_in_list", "a_rule_of_long_ago"]),
    st.sampled_from(["error", "alert", "note"]),
    sheet=st.sampled_from(["Avance", "Detalle", "Listas", "_meta", "No hay", None]),
    row=st.none() | st.integers(-1, 10),
    found=TEXTS,
    expected=TEXTS,
    message=TEXTS,
    stake=st.none() | st.just({"amount": "12.5", "unit": None}),
)


@settings(max_examples=25)
@given(found=st.lists(FINDINGS, min_size=1, max_size=12), language=st.sampled_from(["es", "en"]), name=TEXTS)
def test_no_finding_breaks_a_file(book: bytes, found: list[dict[str, Any]], language: str, name: str) -> None:
    made = painted(book, found, language, name)
    for xml in (xml for part, xml in parts(made).items() if part.endswith((".xml", ".rels", ".vml"))):
        expat.ParserCreate(namespace_separator=" ").Parse(xml, True)
    with opened(made) as shown, opened(book) as old:
        for cell in (cell for sheet in old for cell in written(sheet)):
            assert shown[cell.parent.title][cell.coordinate].value == cell.value
        assert shown["Observaciones"].max_row == 4 + len(found) + 6
        assert not any(cell.data_type == "f" for cell in written(shown["Observaciones"]))
    with opened(observations(found, name, language)) as alone:
        assert alone["Observaciones"].max_row == 4 + len(found) + 6
