"""Odd workbooks, as the programs of the field and careless or hostile hands write them: {name: bytes}."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.chart import LineChart

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")', "'=1", "../../x"]
# Styles 1 to 5 of a workbook written by hand: day, day and hour, hours elapsed, text, thousands.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="166" formatCode="[h]:mm:ss"/></numFmts>'
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="49"/>'
    '<xf numFmtId="4"/></cellXfs></styleSheet>'
)


def by_hand(
    rows: str, strings: str = "", *, name: str = "Hoja", around: tuple[str, str] = ("", ""), is_1904: bool = False,
    declared: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:  # fmt: skip
    """Return a workbook of one sheet, its rows and shared strings written as given."""
    sheet = f'{declared}<worksheet xmlns="{MAIN}">{around[0]}<sheetData>{rows}</sheetData>{around[1]}</worksheet>'
    return packed({"xl/worksheets/sheet1.xml": sheet}, strings, (name,), is_1904=is_1904)


def packed(sheets: dict[str, str], strings: str, names: tuple[str, ...], *, is_1904: bool = False) -> bytes:
    """Return a workbook of those sheets."""
    targets = [f"xl/worksheets/sheet{n}.xml" for n in range(1, len(names) + 1)]
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="{t.removeprefix("xl/")}"/>'
        for i, t in enumerate(targets, 1)
    )
    overrides = "".join(f'<Override PartName="/{t}" ContentType="{TYPE}.worksheet+xml"/>' for t in targets)
    epoch = '<workbookPr date1904="1"/>' if is_1904 else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{overrides}'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="1">{strings}</sst>',
    } | sheets
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return out.getvalue()


def cells(*written: str) -> str:
    """Return one row 1 of those cells."""
    return f'<row r="1">{"".join(written)}</row>'


# Rows as some program or hand writes them, and the shared strings they refer to.
STRINGS = (
    "<si><t>uno</t></si><si><t xml:space=\"preserve\">  dos  </t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>co</t>"
    "</r></si><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si><si><t/></si>"
    "<si><t>a_x000D_b</t></si><si><t>_x005F_x000D_</t></si><si><t>&lt;&amp;amp;&#241;&quot;</t></si><si/>"
)  # fmt: skip
SHARED = cells(*(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABCDEFGHI")))
HAND = {
    "shared strings of every kind": (SHARED, STRINGS),
    "plain shared strings": (cells('<c r="B1" t="s"><v>1</v></c>'), "<si><t>a&lt;b</t></si><si><t>ñ &#225;</t></si>"),
    "numbers": (
        cells(*(
            f'<c r="{letter}1"><v>{text}</v></c>'
            for letter, text in zip("ABCDEFGHIJKL", ("12", "12.0", "0.30000000000000004", "1E3", "-0", "1e-7", "007",
            "1e300", "123456789012345678901", "-3.50", "1e15", "0.1"), strict=True)
        )),
        "",
    ),
    "days by the format of the cell": (
        cells('<c r="A1" s="1"><v>46000</v></c>', '<c r="B1" s="2"><v>46000.5</v></c>',
        '<c r="C1" s="3"><v>1.25</v></c>',
              '<c r="D1" s="1"><v>0.5</v></c>', '<c r="E1" s="1"><v>59</v></c>', '<c r="F1" s="1"><v>60</v></c>',
              '<c r="G1" s="1"><v>99999999</v></c>', '<c r="H1" s="1"><v>-1</v></c>', '<c r="I1" s="1"/>',
              '<c r="J1" s="1" t="s"><v>0</v></c>', '<c r="K1" s="4"><v>46000</v></c>',
              '<c r="L1" s="5"><v>1234.5</v></c>'),
        "<si><t>no es día</t></si>",
    ),
    "days as text of ISO": (
        cells('<c r="A1" t="d"><v>2025-12-31</v></c>', '<c r="B1" t="d"><v>2025-12-31T10:20:30Z</v></c>',
              '<c r="C1" t="d"><v>10:20:30</v></c>'),
        "",
    ),
    "booleans, errors and empty values": (
        cells('<c r="A1" t="b"><v>1</v></c>', '<c r="B1" t="b"><v>0</v></c>', '<c r="C1" t="e"><v>#N/A</v></c>',
              '<c r="D1" t="e"><v>#¡DIV/0!</v></c>', '<c r="E1"><v></v></c>', '<c r="F1"><v/></c>', '<c r="G1" t="s"/>',
              '<c r="H1" t="str"><v>#REF!</v></c>', '<c r="I1" t="str"><v></v></c>', '<c r="J1" t="n"><v>1</v></c>'),
        "",
    ),
    "inline strings": (
        cells('<c r="A1" t="inlineStr"><is><t>a</t></is></c>',
        '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> b </t>'
              "</is></c>", '<c r="C1" t="inlineStr"><is><r><t>c</t></r><r><t>d</t></r></is></c>',
              '<c r="D1" t="inlineStr"><is/></c>', '<c r="E1" t="inlineStr"/>', '<c r="F1" t="inlineStr"><is><t>x</t>'
              '<rPh sb="0" eb="1"><t>no</t></rPh></is></c>', '<c r="G1" t="inlineStr"><v>5</v></c>'),
        "",
    ),
    "formulas with and without their value": (
        cells('<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1"><f>1+1</f></c>', '<c r="C1" t="str"><f>""</f><v></v></c>',
              '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="E1" t="b"><f>TRUE</f><v>1</v></c>',
              '<c r="F1" t="str"><f aca="false">"x"&amp;"y"</f><v>xy</v></c>', '<c r="G1"><f/><v>3</v></c>',
              '<c r="H1"><f/></c>', '<c r="I1" s="1"><f>TODAY()</f><v>46000</v></c>',
              '<c r="J1" t="s"><f>A1</f><v>0</v></c>',
              '<c r="K1"><f>A1</f><v/></c>', '<c r="L1" t="str"><f>A1</f></c>'),
        "<si><t>compartido</t></si>",
    ),
    "formulas that share, fill arrays and make tables": (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c>'
        '<c r="C3"><f t="array" ref="C3:C4">SUM(A1:A2*B1:B2)</f><v>9</v></c>'
        '<c r="D3"><f t="array" ref="D3">SUM(A1)</f></c>'
        '<c r="E3"><f t="dataTable" ref="E3" dt2D="0" dtr="0" r1="B1"/></c>'
        '<c r="F3"><f t="shared" si="9"/></c></row>',
        "",
    ),
    "rows and cells without address": ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>", ""),
    "rows that skip, hidden and styled": (
        '<row r="3" spans="1:3" ht="15" customHeight="1" hidden="1" s="1"><c r="C3"><v>1</v></c></row><row r="9"/>'
        '<row r="10" s="4" customFormat="1"></row><row r="12" x="1"><c r="A12"><v>2</v></c></row><row r="99"/>',
        "",
    ),
    "blank cells of every kind": (
        cells('<c r="A1" t="inlineStr"><is><t>  </t></is></c>', '<c r="B1" t="s"><v>0</v></c>', '<c r="C1"/>',
              '<c r="D1" t="str"><f>" "</f><v> </v></c>'),
        "<si><t>\u00a0\n</t></si>",
    ),
    "attributes in another order, as by a stream writer": (
        '<row spans="1:2" r="1"><c t="n" s="1" r="A1"><v>46000</v></c>'
        '<c s="0" t="inlineStr" r="B1"><is><t>x</t></is></c></row>',
        "",
    ),
    "printed prettily": (
        '\n  <row r="1">\n    <c r="A1">\n      <v>1</v>\n    </c>\n  <c r="B1" t="s"> <v>0</v></c></row>\n',
        "\n <si>\n  <t>x</t>\n </si>\n",
    ),
    "comments, sections and instructions": (
        '<!-- <row r="0"> --><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<v>&]]></t></is></c>'
        '<?x y?><c r="B1"><v>1<!-- x -->2</v></c></row>',
        "",
    ),
    "carriage returns": ('<row r="1">\r\n<c r="A1" t="str"><v>a\r\nb</v></c></row>', ""),
    "nothing": ("", ""),
}  # fmt: skip
AROUND = (
    '<sheetPr filterMode="1"/><dimension ref="A1:B1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>',
    '<autoFilter ref="A1:B9"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>'
    '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C3:D9"/></mergeCells>'
    '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1&gt;1</formula></cfRule>'
    "</conditionalFormatting>",
)


def _by_openpyxl(fill: Callable[[Any], None]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(out)
    return out.getvalue()


def _by_xlsxwriter(fill: Callable[[Any], None], **options: Any) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True} | options) as book:
        fill(book)
    return out.getvalue()


def _usual(book: Any) -> None:
    sheet = book.worksheets[0]
    for row in (["ID meta", "Cantidad", "Cantidad", "ID meta"], ["a", 1, 2.5, None],
                [True, date(2025, 1, 2), "#N/A", "=A1"],
                [datetime(2025, 1, 2, 3, 4, 5), time(3, 4), timedelta(hours=30), "1,5"]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A5:C6")
    sheet["AB40"] = "lejos"
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:D4"
    hidden = book.create_sheet("Oculta")
    hidden["B2"], hidden.sheet_state = "x", "hidden"
    book.create_chartsheet("Gráfico").add_chart(LineChart())


def _rich(book: Any) -> None:
    sheet = book.add_worksheet("Ñandú & Cía")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_rich_string("A1", "ri", bold, "co")
    sheet.write_datetime("B1", datetime(2025, 12, 31), day)
    sheet.write_formula("C1", "=1+1", None, 2)
    sheet.write_array_formula("D1:D2", "{=SUM(A1:A2)}", None, 3)
    sheet.write_boolean("E1", True)
    sheet.write_string("F1", "línea\r\notra _x0041_ <&>\x0b")
    sheet.merge_range("A5:C5", "unido")
    sheet.write_blank("A9", None, day)
    sheet.write_comment("A1", "nota")
    sheet.write_url("A10", "https://example.org")
    sheet.add_table("H1:I3", {"data": [["a", 1], ["b", 2]]})
    for line, text in enumerate(HOSTILE):
        sheet.write_string(20 + line, 0, text)
    book.add_worksheet("muy oculta").very_hidden()


def odd_workbooks() -> dict[str, bytes]:
    """Return the whole corpus."""
    made = {name: by_hand(rows, strings) for name, (rows, strings) in HAND.items()}
    made |= {f"{name}, of 1904": by_hand(*HAND[name], is_1904=True) for name in HAND if name.startswith("days by")}
    made["with filters and merges around"] = by_hand(SHARED, STRINGS, around=AROUND)
    made["a sheet named like a path"] = by_hand(SHARED, STRINGS, name="../../x")
    made["in another encoding"] = by_hand(
        cells('<c r="A1" t="str"><v>x</v></c>'), declared='<?xml version="1.0" encoding="iso-8859-1"?>'
    )
    made["as Excel begins a file"] = by_hand(
        SHARED, STRINGS, declared='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    )
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="A2"><x:f>1</x:f><x:v>7</x:v></x:c></x:row>'
    )
    made["with a prefix on every tag"] = packed(
        {"xl/worksheets/sheet1.xml": f"{prefixed}</x:sheetData></x:worksheet>"}, "", ("Hoja",)
    )
    made["by openpyxl"] = _by_openpyxl(_usual)
    made["by xlsxwriter"] = _by_xlsxwriter(_rich)
    made["by xlsxwriter, row by row"] = _by_xlsxwriter(_rich, constant_memory=True)
    return made
