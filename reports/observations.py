"""The sheet *Observaciones*: one line a finding, linked to its cell, then counts; as XML for any workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.addresses import address_of
from reports.observation import SEVERITIES, Observation, observations_of
from reports.package import Package
from reports.splice import MAIN, attribute, text
from reports.styles import PAINT, Fill, Styles
from reports.words import Words

SHEET = "Observaciones"
# In the last, hidden column: whose sheet it is, and beneath, what each painted cell was filled with.
MARKER, HIDDEN = "jsi-observaciones/1", 10
TEXTS = Path(__file__).with_suffix(".toml")
HEADER = 4
COLUMNS = {"number": 6, "severity": 10, "rule": 32, "sheet": 16, "cell": 12, "found": 24, "expected": 30,
           "message": 64, "stake": 16}  # fmt: skip
CELL = list(COLUMNS).index("cell") + 1
# A spreadsheet opens no sheet with more than 65,530 links.
MOST = 50_000

Line = list[tuple[str, str]]


def observations(findings: Iterable[Mapping[str, Any]], file_name: str, language: str) -> bytes:
    """Return a workbook with the findings of a file that is not ours to paint."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.add_worksheet(SHEET)
    package = Package(written.getvalue())
    styles = Styles(package.read(package.styles))
    seen = observations_of(findings, language)
    xml = sheet_xml(seen, Looks(styles), Words(TEXTS, language), file=file_name, how="how_apart")
    package.write(package.sheets[0].path, xml)
    package.write(package.styles, styles.content())
    return package.content()


class Looks:
    """The cell styles of the sheet, added to a workbook's own; text stays text even where it begins with `=`."""

    def __init__(self, styles: Styles) -> None:
        """Add what the sheet needs."""
        self._styles = styles
        line = '<{0} style="thin"><color rgb="FFBFBFBF"/></{0}>'
        sides = "".join(line.format(side) for side in ("left", "right", "top", "bottom"))
        self._border = styles.add("borders/border", f"<border>{sides}<diagonal/></border>")
        plain = self._font('<sz val="11"/>')
        self._by_name = {
            "title": self._style(self._font('<b/><sz val="14"/>'), bordered=False, wrapped=False),
            "plain": self._style(plain, bordered=False, wrapped=False),
            "bold": self._style(self._font('<b/><sz val="11"/>'), bordered=False, wrapped=False),
            "body": self._style(plain),
            "link": self._style(self._font('<u/><sz val="11"/><color rgb="FF0B5394"/>')),
            "header": self._style(self._font('<b/><sz val="11"/><color rgb="FFFFFFFF"/>'), "FF1B4D3E"),
            **{severity: self._style(plain, colour) for severity, colour in PAINT.items()},
        }

    def __getitem__(self, name: str) -> int:
        """Return the number of a style."""
        return self._by_name[name]

    def _font(self, inside: str) -> int:
        return self._styles.add("fonts/font", f'<font>{inside}<name val="Calibri"/></font>')

    def _style(self, font: int, colour: str = "", *, bordered: bool = True, wrapped: bool = True) -> int:
        fill = Fill("solid", (("rgb", colour),), (("indexed", "64"),)) if colour else Fill("none")
        border, wrap = self._border if bordered else 0, ' wrapText="1"' if wrapped else ""
        return self._styles.add(
            "cellXfs/xf",
            f'<xf numFmtId="49" fontId="{font}" fillId="{self._styles.add_fill(fill)}" borderId="{border}" xfId="0"'
            ' quotePrefix="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment vertical="top"{wrap}/></xf>',
        )


def sheet_xml(
    seen: Sequence[Observation],
    looks: Looks,
    words: Words,
    *,
    file: str,
    how: str,
    to: Callable[[Observation], str | None] = lambda _: None,
    hidden: Callable[[Observation], str] = lambda _: "",
) -> bytes:
    """Return the sheet; `to` says where a finding's link leads, `hidden` what to remember beside it."""
    shown = seen[:MOST]
    lines = [
        [("title", words("title", file=file))],
        [("plain", words[how if seen else "none"])],
        [],
        [*(("header", words[name]) for name in COLUMNS), ("plain", MARKER)],
        *(_line(number, one, words, to(one), hidden(one)) for number, one in enumerate(shown, 1)),
        [],
        *_counts(seen, words),
    ]
    targets = [(HEADER + number, target) for number, one in enumerate(shown, 1) if (target := to(one))]
    links = "".join(f'<hyperlink ref="{address_of(r, CELL)}" location="{attribute(at)}"/>' for r, at in targets)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{HEADER}" topLeftCell="A{HEADER + 1}" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{_widths()}</cols><sheetData>{''.join(_row(n, line, looks) for n, line in enumerate(lines, 1))}"
        f"</sheetData>{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _line(number: int, one: Observation, words: Words, target: str | None, hidden: str) -> Line:
    at = one.cell or (words("row", row=one.row) if one.row else "—")
    written = {
        "number": str(number),
        "severity": words[one.severity],
        "rule": one.name(words.language),
        "sheet": one.sheet or "—",
        "cell": at,
        "found": one.found or words["blank"] if one.place else one.found or "—",
        "expected": one.expected or "—",
        "message": one.message,
        "stake": one.stake,
    }
    styles = dict.fromkeys(written, "body") | {"severity": one.severity} | ({"cell": "link"} if target else {})
    return [*((styles[name], said) for name, said in written.items()), ("plain", hidden)]


def _counts(seen: Sequence[Observation], words: Words) -> list[Line]:
    counted = {severity: sum(one.severity == severity for one in seen) for severity in SEVERITIES}
    told: list[Line] = [[("plain", ""), ("bold", words["counts"])]]
    told += [[("plain", ""), (severity, str(n)), ("plain", words[f"{severity}s"])] for severity, n in counted.items()]
    told += [[("plain", ""), ("bold", str(len(seen))), ("bold", words["total"])]]
    return told + ([[("plain", ""), ("bold", words["cut"])]] if len(seen) > MOST else [])


def _row(number: int, line: Line, looks: Looks) -> str:
    cells = "".join(
        f'<c r="{address_of(number, column)}" s="{looks[style]}" t="inlineStr"><is><t xml:space="preserve">'
        f"{text(said)}</t></is></c>"
        for column, (style, said) in enumerate(line, 1)
        if said
    )
    return f'<row r="{number}">{cells}</row>'


def _widths() -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(COLUMNS.values(), 1)
    )
    return f'{widths}<col min="{HIDDEN}" max="{HIDDEN}" width="1" hidden="1" customWidth="1"/>'
