"""Guards against hostile and broken files before anything parses them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Literal

MAX_BYTES = 5 * 1024 * 1024
MAX_MEMBERS = 500
MAX_MEMBER_BYTES = 60 * 1024 * 1024
MAX_TOTAL_BYTES = 120 * 1024 * 1024
# A sheet of repeated cells compresses a hundredfold; below ALWAYS_FINE bytes no ratio does harm.
MAX_RATIO = 200
ALWAYS_FINE = 8 * 1024 * 1024
CHUNK = 1 << 16
_BLANK = b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The stream of the cells in a file of Excel 97–2003 and of Excel 5. Readers of them lay out all the rows and columns
# a file claims to have before anything can be counted, so none is let near a stranger's bytes.
_OLD = ("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_MARKUP = ("<html", "<!doctype", "<?xml", "<table", "%pdf", "{\\rtf")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_PICTURE = re.compile(r"xl/media/[^/]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)", re.IGNORECASE)
# zipfile would also open LZMA, whose header may ask for gigabytes; a workbook never uses it.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, OverflowError, KeyError, IndexError,
)  # fmt: skip


class Refused(Exception):  # noqa: N818  it names an outcome, not a mistake of ours
    """The file is refused; `rule` says why and `found` what was seen."""

    def __init__(self, rule: str, found: str = "") -> None:
        """Keep what the refusal's sentence needs."""
        super().__init__(rule)
        self.rule, self.found = rule, found


def guard(name: str, content: bytes) -> Literal["xlsx", "csv"]:
    """Return what the bytes are, whatever the name says, or raise Refused with the rule they break."""
    if len(content) > MAX_BYTES:
        raise Refused("too_large", f"{len(content) / 1e6:.1f} MB")
    if not content.strip(_BLANK):
        raise Refused("empty_file", name)
    if content.startswith(_OLE):
        raise Refused(_ole(content), name)
    if content.startswith(_ZIP):
        _guard_zip(name, content)
        return "xlsx"
    if not _is_text(content):
        raise Refused("not_a_workbook", name)
    if PurePosixPath(name).suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        raise Refused("csv_renamed", name)
    return "csv"


def _ole(content: bytes) -> str:
    """Return the rule a file of the old container breaks: a workbook with a password, one of Excel 97–2003, neither."""
    if _ENCRYPTED in content:
        return "password_protected"
    return "old_workbook" if any(stream in content for stream in _OLD) else "not_a_workbook"


def _is_text(content: bytes) -> bool:
    """Say whether the bytes can be a CSV: no control characters, and not a page or document of another kind."""
    try:
        text = content.decode("utf-16" if content.startswith(_UTF16) else "latin-1")
    except UnicodeDecodeError:
        return False
    start = text.removeprefix("ï»¿").lstrip().lower()
    return not start.startswith(_MARKUP) and not _CONTROLS.search(text)


def _guard_zip(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise Refused("zip_bomb", f"{len(members)} partes · parts")
            for member in members:
                _guard_member(name, member)
            names = [member.filename.lower() for member in members]
            if len(set(names)) < len(names):  # readers differ on which of two namesakes they show
                raise Refused("not_a_workbook", name)
            _guard_sizes(archive, members, len(content))
            if not any(re.fullmatch(r"xl/workbook\d*\.xml", n) for n in names):
                raise Refused("not_a_workbook", name)
    except _BROKEN as broken:
        raise Refused("truncated_file", name) from broken


def _guard_member(name: str, member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/").lower())
    if path.is_absolute() or ".." in path.parts or ":" in member.filename:
        raise Refused("not_a_workbook", member.filename[:80])
    if path.name.startswith("vbaproject") or "macrosheets" in path.parts:
        raise Refused("macros_not_admitted", member.filename)
    if "externallinks" in path.parts:
        raise Refused("external_links", member.filename)
    if member.flag_bits & 1:
        raise Refused("password_protected", name)
    if member.compress_type not in _METHODS:
        raise Refused("not_a_workbook", name)


def _guard_sizes(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], sent: int) -> None:
    """Expand every member in small pieces, trusting no header: what counts is what comes out."""
    total, most = 0, min(MAX_TOTAL_BYTES, max(ALWAYS_FINE, MAX_RATIO * sent))
    for member in members:
        # Any other part may be parsed as XML, whatever it is called: relationships choose the parts.
        is_searched = not _PICTURE.fullmatch(member.filename)
        size, tail = 0, b""
        with archive.open(member) as opened:
            while piece := opened.read(CHUNK):
                size, total = size + len(piece), total + len(piece)
                if size > MAX_MEMBER_BYTES or total > most:
                    raise Refused("zip_bomb", member.filename)
                if is_searched:
                    _guard_xml(tail + piece, member.filename)
                    tail = (tail + piece)[-64:]


def _guard_xml(piece: bytes, member: str) -> None:
    """No workbook needs a document type; UTF-16 would hide one from a plain search."""
    if b"!" not in piece:  # found a hundred times as fast as what begins with it
        return
    plain = piece.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused("xml_entities", member)
