"""Where the data of a sheet begin and which of its rows are none, drawn as the sender sees the sheet."""

from __future__ import annotations

import duckdb
import pytest

from etl.delimited import read_csv
from etl.grid import Grid, as_table
from etl.hostile import Refused, guard
from etl.layout import Placed, place
from etl.letters import letter_of
from etl.stage import stage
from expectations.contract import Column, Sheet
from expectations.rule import rules

SHEET = Sheet(
    "Hoja",
    "drawn",
    (
        Column("code", "Código", required=True),
        Column("name", "Nombre"),
        Column("women", "Mujeres", kind="decimal", scale=2),
        Column("men", "Hombres", kind="decimal", scale=2),
        Column("year", "Año {year}", kind="decimal", scale=2, per_year="every"),
    ),
    key=("code",),
)


def _drawn(drawing: str, *merged: str) -> Grid:
    """Return the sheet drawn with | between cells; its first line is row 1, and an empty line a blank row."""
    rows: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(drawing.strip("\n").splitlines(), 1):
        texts = [text.strip() for text in line.split("|")]
        cells = {letter_of(n): text for n, text in enumerate(texts, 1) if text}
        if cells:
            rows.append((number, cells))
    return Grid("Hoja", as_table(rows), merged=merged)


def _staged(placed: Placed) -> tuple[list[tuple[object, ...]], tuple[int, int]]:
    """Return the staged codes and amounts as text, and the rows (read, ignored)."""
    connection = duckdb.connect()
    counts = stage(connection, placed, "submission")
    rows = connection.execute("select code, women::int, men::int, year_2025::int from staged_drawn").fetchall()
    return rows, counts


def _told(placed: Placed) -> list[tuple[str, str | None]]:
    return [(f.rule, f.cell) for f in placed.findings]


HEADERS = {
    "in one row": ("Código|Nombre|Mujeres|Hombres|Año 2025\nA1|x|1|2|3", (), 1),
    "under a title and a blank row": ("Reporte\n\nCódigo|Nombre|Mujeres|Hombres|Año 2025\nA1|x|1|2|3", (), 3),
    "on row twenty": ("t\n" * 19 + "Código|Nombre|Mujeres|Hombres|Año 2025\nA1|x|1|2|3", (), 20),
    "with the group above, not of the contract": (
        "||Beneficiarios||\nCódigo|Nombre|Mujeres|Hombres|Año 2025\nA1|x|1|2|3", ("C1:D1",), 2,
    ),
    "with cells merged over both rows": (
        "Código|Nombre|Beneficiarios||Año 2025\n||Mujeres|Hombres|\nA1|x|1|2|3", ("A1:A2", "C1:D1", "E1:E2"), 2,
    ),
    "with the year under its word": ("||||Año\nCódigo|Nombre|Mujeres|Hombres|2025\nA1|x|1|2|3", (), 2),
    "with line breaks, case and wide letters": ("CÓDIGO|nombre|Ｍｕｊｅｒｅｓ|Hombres |Año  2025\nA1|x|1|2|3", (), 1),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADERS)
def test_the_header_is_found(case: str) -> None:
    drawing, merged, row = HEADERS[case]
    placed = place(SHEET, _drawn(drawing, *merged))
    assert (placed.header_row, _told(placed)) == (row, [])
    assert _staged(placed) == ([("A1", 1, 2, 3)], (1, 0))


def test_a_year_merged_over_its_quarter_columns_stands_over_each() -> None:
    drawing = "||||Año|\nCódigo|Nombre|Mujeres|Hombres|2025|2026\nA1|x|1|2|3|4"
    placed = place(SHEET, _drawn(drawing, "E1:F1"))
    assert placed.sheet.column("year_2026").year == 2026
    assert placed.letters["year_2026"] == "F"


def test_a_header_after_row_twenty_is_not_searched_for() -> None:
    placed = place(SHEET, _drawn("t\n" * 20 + "Código|Nombre|Mujeres|Hombres|Año 2025\nA1|x|1|2|3"))
    assert not placed.is_complete


def test_rows_that_are_no_data_are_told_and_counted_as_ignored() -> None:
    grid = _drawn(
        "Código|Nombre|Mujeres|Hombres|Año 2025\n"
        "A1|x|1|2|3\n"
        "SUBTOTAL||1|2|3\n"
        "Código|Nombre|Mujeres|Hombres|Año 2025\n"
        "A2|Total de mujeres|4|5|6\n"
        "|Total general|5|7|9\n"
        "\n"
        "Fuente: MINAM, 2025\n"
        "y el padrón de 2024\n"
    )
    placed = place(SHEET, grid)
    assert _told(placed) == [
        ("total_row", "A3"), ("repeated_header", "A4"), ("total_row", "B6"), ("note_row", "A8"), ("note_row", "A9"),
    ]  # fmt: skip
    assert _staged(placed) == ([("A1", 1, 2, 3), ("A2", 4, 5, 6)], (7, 5))


def test_a_row_that_only_looks_like_a_note_or_total_is_data() -> None:
    """What has its code, or more than the note, is checked like any other row: a doubt is withheld, never left out."""
    head = "Código|Nombre|Mujeres|Hombres|Año 2025\n"
    placed = place(SHEET, _drawn(head + "A1|Totalmente nuevo|1|2|3\n|Nota: sin código|1||\nA3||||\n|totales2|1||"))
    assert _told(placed) == []
    assert _staged(placed)[1] == (4, 0)


def test_data_without_a_header_is_told_once_a_column() -> None:
    placed = place(
        SHEET, _drawn("Código|Nombre|Mujeres|Hombres|Año 2025\nA1|x|1|2|3||ojo\nA2|x|1|2|3||ojo\nA3|x|1|2|3|y|")
    )
    assert _told(placed) == [("column_without_header", "G2"), ("column_without_header", "F4")]
    assert placed.is_complete


HEAD = "Código;Nombre;Mujeres;Hombres;Año 2025\n"


@pytest.mark.parametrize(
    ("record", "told"),
    [("A1;x;1;2;3;;", []), ("A1;x;1;2;3;de más", [("row_too_long", "F2")]), ("A1;x;1", [("row_too_short", "C2")]),
     ("A1;x;1;2;", []), (";;;;;suelto", [])],
)  # fmt: skip
def test_a_record_longer_or_shorter_than_its_header_is_told(record: str, told: list[tuple[str, str]]) -> None:
    placed = place(SHEET, read_csv((HEAD + record + "\n").encode()))
    assert _told(placed) == told
    assert placed.is_complete, "a row is withheld, not the file"


def test_a_long_record_says_what_happened_and_how_to_mend_it() -> None:
    placed = place(SHEET, read_csv((HEAD + "A1;x; y;1;2;3\n").encode()))
    (finding,) = placed.findings
    assert finding.severity == rules()["row_too_long"].severity == "error"
    assert "tiene 6 campos y el encabezado 5" in finding.message("es")


SEPARATED = {
    "declared by Excel": ("sep=|\nx,a|b\n1|2\n", [(2, "x,a", "b"), (3, "1", "2")]),
    "under a title with commas": (
        "Pérdida, por distrito\nubigeo;ha\n250101;1,5\n250102;2,5\n",
        [(1, "Pérdida, por distrito", None), (2, "ubigeo", "ha"), (3, "250101", "1,5"), (4, "250102", "2,5")],
    ),
    "text full of commas": (
        "id;n\n1;uno, dos\n2;a, b\n3;sí\n",
        [(1, "id", "n"), (2, "1", "uno, dos"), (3, "2", "a, b"), (4, "3", "sí")],
    ),
    "by bars": ("a|b\n1,5|2,5\n", [(1, "a", "b"), (2, "1,5", "2,5")]),
    "by nothing": ("a\n1\n", [(1, "a", None), (2, "1", None)]),
    "between quotes": ('"a;b;c",d\n"1;2",3\n', [(1, "a;b;c", "d"), (2, "1;2", "3")]),
}  # fmt: skip


@pytest.mark.parametrize("case", SEPARATED)
def test_fields_are_separated_as_the_file_does(case: str) -> None:
    text, expected = SEPARATED[case]
    assert [(n, cells.get("A"), cells.get("B")) for n, cells in read_csv(text.encode()).rows] == expected


def test_letters_read_with_an_assumed_encoding_are_shown_to_the_sender() -> None:
    head = HEAD.encode("cp1252")
    placed = place(SHEET, read_csv(head + "A1;Áncash;1;2;3\n".encode("cp1252")))
    assert _told(placed) == [("encoding_assumed", "A1")]
    assert "«Código»" in placed.findings[0].message("es")
    assert _told(place(SHEET, read_csv(HEAD.encode() + "A1;Áncash;1;2;3\n".encode()))) == []


@pytest.mark.parametrize(
    ("content", "rule", "found"),
    [(b"a;b\n1;\x81\x8d\n", "unknown_encoding", "2"), (b"\xff\xfea\x00;\x00b", "unknown_encoding", "1"),
     (b'a;b\n1;"' + b"x" * 40_000 + b'"\n', "unclosed_quote", "2")],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_refused_with_its_line(content: bytes, rule: str, found: str) -> None:
    with pytest.raises(Refused, match=rule) as refused:
        read_csv(content)
    assert refused.value.found == found


def test_an_old_workbook_is_named_as_what_it_is() -> None:
    with pytest.raises(Refused, match="old_workbook"):
        guard("avance.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 64 + "Workbook\0".encode("utf-16-le"))
