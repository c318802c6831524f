"""Hostile and broken files: each is refused by the rule that names it, and none by an accident."""

import io
import random
import struct
import zipfile

import openpyxl
import pytest

from etl.delimited import read_csv
from etl.extract import meta_texts, read_workbook
from etl.hostile import MAX_BYTES, Refused, guard

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
MEGABYTE = 1 << 20


def _book() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["ID meta", 0.5, "texto", "=1+1"])
    book.save(out)
    return out.getvalue()


BOOK = _book()


def _with(*members: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a sound workbook with more members in its zip."""
    out = io.BytesIO(BOOK)
    with zipfile.ZipFile(out, "a", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _central(content: bytes, offset: int, form: str, value: int) -> bytes:
    """Overwrite a field of the last entry of the zip's directory."""
    changed = bytearray(content)
    struct.pack_into(form, changed, changed.rfind(b"PK\x01\x02") + offset, value)
    return bytes(changed)


def _refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        guard(name, content)
    return refused.value.rule


def test_a_workbook_is_a_workbook_and_a_csv_a_csv_whatever_the_name_says() -> None:
    assert guard("a.xlsx", BOOK) == guard("a.csv", BOOK) == "xlsx"
    assert guard("a.csv", "año;ha\n2024;1,5\n".encode("cp1252")) == "csv"
    assert guard("a.csv", "año;ha\n".encode("utf-16")) == "csv"
    assert guard("a.csv", b"PKG,name\n1,2\n") == "csv"


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 40])
def test_a_file_without_content_is_empty(content: bytes) -> None:
    assert _refusal("a.xlsx", content) == "empty_file"


def test_five_megabytes_is_the_limit() -> None:
    assert guard("a.csv", b"a" * MAX_BYTES) == "csv"
    assert _refusal("a.csv", b"a" * (MAX_BYTES + 1)) == "too_large"


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + b"\x00" * 9, b"%PDF-1.7\n1 0 obj", b"MZ\x90\x00\x03", b"\xff\xd8\xff\xe0\x00\x10JFIF", OLE,
     b"GIF89a\x01\x00", b"<html><table></table>", b"\xef\xbb\xbf<!DOCTYPE html>", b"\xff\xfea", b"{\\rtf1}"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["avance.xlsx", "avance.csv", "avance"])
def test_what_is_no_workbook_is_told_so(name: str, content: bytes) -> None:
    assert _refusal(name, content) == "not_a_workbook"


def test_a_zip_that_holds_no_workbook_is_none() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert _refusal("a.xlsx", out.getvalue()) == "not_a_workbook"


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "a.xls", "a.xlsm"])
def test_a_csv_named_like_a_workbook_has_its_own_rule(name: str) -> None:
    assert _refusal(name, b"ubigeo,ha\n250101,1.5\n") == "csv_renamed"


def test_a_password_is_told_from_an_old_workbook() -> None:
    assert _refusal("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")) == "password_protected"
    assert _refusal("a.xls", OLE + "Workbook".encode("utf-16-le")) == "not_a_workbook"
    assert _refusal("a.xlsx", _central(BOOK, 8, "<H", 1)) == "password_protected"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_truncated(share: float) -> None:
    assert _refusal("a.xlsx", BOOK[: int(len(BOOK) * share)]) == "truncated_file"


def test_a_small_file_that_expands_without_measure_is_a_bomb() -> None:
    one = _with(("xl/worksheets/sheet9.xml", b"0" * (61 * MEGABYTE)))
    ratio = _with(("xl/media/image1.png", b"0" * (20 * MEGABYTE)))
    many = _with(*((f"xl/media/image{n}.png", b"0" * (2 * MEGABYTE)) for n in range(70)))
    crowd = _with(*((f"xl/part{n}.xml", "<a/>") for n in range(500)))
    for content in (one, ratio, many, crowd):
        assert len(content) < MEGABYTE / 4
        assert _refusal("a.xlsx", content) == "zip_bomb"


def test_headers_that_lie_about_size_are_not_believed() -> None:
    content = _with(("xl/worksheets/sheet9.xml", b"0" * (61 * MEGABYTE)))
    assert _refusal("a.xlsx", _central(content, 24, "<I", 100)) == "truncated_file"
    assert _refusal("a.xlsx", _central(content, 24, "<I", 0xFFFFFFF0)) == "zip_bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["xl/e.xml", "xl/_rels/e.rels", "xl/e.dat", "docProps/E.XML"])
def test_entities_are_found_in_any_spelling_and_part(name: str, encoding: str) -> None:
    assert _refusal("a.xlsx", _with((name, DOCTYPE.encode(encoding)))) == "xml_entities"


@pytest.mark.parametrize("before", range(65_536 - 12, 65_536 + 3))
def test_an_entity_across_two_pieces_is_found(before: int) -> None:
    assert _refusal("a.xlsx", _with(("xl/e.xml", b"x" * before + b"<!entity a>"))) == "xml_entities"


def test_a_picture_may_say_what_it_likes() -> None:
    assert guard("a.xlsx", _with(("xl/media/logo.svg", "<!DOCTYPE svg><svg/>"))) == "xlsx"


@pytest.mark.parametrize(
    ("member", "rule"),
    [("../e.xml", "not_a_workbook"), ("xl/../../e.xml", "not_a_workbook"), ("/etc/e.xml", "not_a_workbook"),
     ("..\\e.xml", "not_a_workbook"), ("C:\\e.xml", "not_a_workbook"), ("XL/Workbook.xml", "not_a_workbook"),
     ("xl/vbaProject.bin", "macros_not_admitted"), ("XL/VBAPROJECT.BIN", "macros_not_admitted"),
     ("xl/macrosheets/sheet1.xml", "macros_not_admitted"),
     ("xl/externalLinks/externalLink1.xml", "external_links")],
)  # fmt: skip
def test_members_no_workbook_of_ours_has_are_refused(member: str, rule: str) -> None:
    assert _refusal("a.xlsx", _with((member, "<a/>"))) == rule


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_the_compression_of_workbooks_is_opened(method: int) -> None:
    assert _refusal("a.xlsx", _with(("xl/e.xml", "<a/>"), method=method)) == "not_a_workbook"


def _outcome(content: bytes) -> str:
    """Read a file wholly; return the rule that refused it, else `read`. Anything else that is raised fails the test."""
    try:
        if guard("a", content) == "csv":
            read_csv(content)
        else:
            meta_texts(content)
            read_workbook(content)
    except Refused as refused:
        return refused.rule
    return "read"


def test_damaged_bytes_are_refused_or_read_but_never_crash() -> None:
    chance = random.Random(20_250_930)  # the same damage every run
    outcomes = set()
    for _ in range(300):
        damaged = bytearray(BOOK)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        outcomes.add(_outcome(bytes(damaged)))
    assert "truncated_file" in outcomes


def test_damaged_parts_are_refused_or_read_but_never_crash() -> None:
    chance = random.Random(20_251_231)
    outcomes = set()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(300):
        hurt = chance.choice(sorted(parts))
        damaged = bytearray(parts[hurt])
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'<>"/=09azAZ?')
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(damaged) if name == hurt else content)
        outcomes.add(_outcome(out.getvalue()))
    assert outcomes <= {"read", "truncated_file", "too_large", "xml_entities"}
    assert {"read", "truncated_file"} <= outcomes
