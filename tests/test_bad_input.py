"""Bad input gets a clear sentence, counts that add up, no traceback, and leaves everything as it was."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from etl.hostile import MAX_BYTES
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.ledger import Event, open_ledger


@pytest.fixture(scope="module")
def template(loaded: Path) -> bytes:
    """The untouched template of one organisation."""
    return workbook(Folder(loaded), "physical_progress", "GORE-UCAYALI", "2025-T4")


def _member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Rewrite one member of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            data = old.read(item)
            new.writestr(item, change(data) if item == name else data)
    return out.getvalue()


@cache
def _bomb(content: bytes) -> bytes:
    return _member(content, "xl/worksheets/sheet1.xml", lambda data: data + b" " * (200 * 1024 * 1024))


def _entities(content: bytes) -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    return _member(content, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"<worksheet", entity, 1))


def _entities_in_utf16(content: bytes) -> bytes:
    def hide(data: bytes) -> bytes:
        return data.decode().replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aa">]><worksheet', 1).encode("utf-16")

    return _member(content, "xl/worksheets/sheet1.xml", hide)


def _path_member(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../etc/passwd", "x")
    return out.getvalue()


def _macros(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "x")
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes], str, int]] = {
    "picture": ("foto.xlsx", lambda _: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"x" * 99, "not_a_workbook", 3),
    "empty": ("vacio.xlsx", lambda _: b"", "empty_file", 3),
    "renamed csv": ("datos.xlsx", lambda _: b"ID meta,Cantidad\nA,1\n", "csv_renamed", 3),
    "truncated": ("cortado.xlsx", lambda c: c[: len(c) // 2], "truncated_file", 3),
    "old excel": ("viejo.xls", lambda _: b"\xd0\xcf\x11\xe0" + b"x" * 99, "not_a_workbook", 3),
    "password": (
        "clave.xlsx",
        lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "password_protected",
        3,
    ),
    "too large": ("grande.csv", lambda _: b"a,b\n" * (MAX_BYTES // 4 + 1), "too_large", 3),
    "zip bomb": ("bomba.xlsx", _bomb, "zip_bomb", 3),
    "entities": ("entidades.xlsx", _entities, "xml_entities", 3),
    "entities in UTF-16": ("entidades16.xlsx", _entities_in_utf16, "xml_entities", 3),
    "path": ("rutas.xlsx", _path_member, "not_a_workbook", 3),
    "macros": ("macros.xlsx", _macros, "macros_not_admitted", 2),
    "unknown table": ("otra.csv", lambda _: b"uno,dos\n1,2\n", "unknown_source", 3),
}


def everything(folder: Folder) -> tuple[list[Event], dict[str, str]]:
    """Return the events and the digest of every file, but of those SQLite keeps while the ledger is open."""
    files = [p for p in folder.root.rglob("*") if p.is_file() and not p.name.startswith("ledger.sqlite")]
    digests = {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    return open_ledger(folder.ledger_url).events(), digests


@pytest.mark.parametrize("case", HOSTILE, ids=str)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_hostile_file_is_refused_with_a_sentence(
    demonstration: Folder, template: bytes, jsi, tmp_path: Path, case: str, language: str
) -> None:
    name, make, rule, expected_code = HOSTILE[case]
    path = tmp_path / name
    path.write_bytes(make(template))
    before = everything(demonstration)
    for words in (("check", path), ("receive", path, "--as", "punto.ucayali")):
        result = jsi("--lang", language, *words, "--json")
        assert result.exit_code == expected_code, result.output
        assert f'"rule": "{rule}"' in result.stdout
        assert '"rows_read": 0, "accepted": 0, "quarantined": 0, "ignored": 0' in result.stdout
        assert "Traceback" not in result.output
    assert everything(demonstration) == before


def _headers(content: bytes, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book["Avance"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_first(sheet) -> None:
    headers = {cell.value: cell.column for cell in sheet[6]}
    # What was approved of that goal already, so that only the columns are out of the ordinary.
    said = {"Situación": "Con avance", "Cantidad o valor": 30, "Documento que acredita": "Informe"}
    said |= {"N.° de documento": "INF-001-2025-T4", "Fecha del documento": "2025-12-18"}
    for header, value in said.items():
        sheet.cell(7, headers[header]).value = value


@pytest.mark.usefixtures("full")
def test_a_missing_column_rejects_and_is_named(template: bytes, answer, tmp_path: Path) -> None:
    path = tmp_path / "sin.xlsx"

    def remove(sheet) -> None:
        next(c for c in sheet[6] if c.value == "Cantidad o valor").value = None

    path.write_bytes(_headers(template, remove))
    code, checked = answer("check", path)
    assert (code, checked["outcome"]) == (2, "rejected")
    assert "Cantidad o valor" in next(f["message"] for f in checked["findings"] if f["rule"] == "missing_column")
    assert checked["rows_read"] == checked["accepted"] + checked["quarantined"] + checked["ignored"]


@pytest.mark.usefixtures("full")
def test_an_extra_column_is_pointed_out_and_not_read(template: bytes, answer, tmp_path: Path) -> None:
    path = tmp_path / "extra.xlsx"

    def add(sheet) -> None:
        _fill_first(sheet)
        sheet.cell(6, sheet.max_column + 1).value = "Nota personal"

    path.write_bytes(_headers(template, add))
    code, checked = answer("check", path)
    assert code == 1
    assert [f["found"] for f in checked["findings"] if f["rule"] == "extra_column"] == ["Nota personal"]


@pytest.mark.usefixtures("full")
def test_reordered_columns_are_read_by_their_headers(template: bytes, answer, tmp_path: Path) -> None:
    path = tmp_path / "orden.xlsx"

    def swap(sheet) -> None:
        _fill_first(sheet)
        headers = {cell.value: cell.column for cell in sheet[6]}
        one, other = headers["Situación"], headers["Comentario / medida correctiva"]
        for row in range(6, sheet.max_row + 1):
            a, b = sheet.cell(row, one), sheet.cell(row, other)
            a.value, b.value = b.value, a.value

    path.write_bytes(_headers(template, swap))
    code, checked = answer("check", path)
    assert (code, checked["accepted"]) == (0, 1)
    assert [f["rule"] for f in checked["findings"]] == ["reordered_columns"]


def test_a_template_of_another_version_is_refused(
    template: bytes, answer, tmp_path: Path, demonstration: Folder
) -> None:
    from expectations.signature import key_of, read, sign

    path = tmp_path / "version.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(template))
    key = key_of(demonstration.root)
    book["_meta"]["A1"].value = sign(read(book["_meta"]["A1"].value, key) | {"version": "0"}, key)
    book.save(path)
    code, checked = answer("check", path)
    assert (code, checked["findings"][0]["rule"]) == (2, "wrong_template_version")


def test_a_file_that_is_not_there(jsi) -> None:
    result = jsi("check", "no-existe.xlsx")
    assert result.exit_code == 3
    assert "Traceback" not in result.output
