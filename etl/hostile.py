"""Guards against hostile and broken files before anything parses them."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Literal

MAX_BYTES = 5 * 1024 * 1024
MAX_MEMBERS = 500
MAX_MEMBER_BYTES = 60 * 1024 * 1024
MAX_TOTAL_BYTES = 120 * 1024 * 1024
CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"
_XML = (".xml", ".rels", ".vml")


class Refused(Exception):  # noqa: N818  it names an outcome, not a mistake of ours
    """The file is refused; `rule` says why and `found` what was seen."""

    def __init__(self, rule: str, found: str = "") -> None:
        """Keep what the refusal's sentence needs."""
        super().__init__(rule)
        self.rule, self.found = rule, found


def guard(name: str, content: bytes) -> Literal["xlsx", "csv"]:
    """Return what the bytes are, or raise Refused with the rule they break."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Refused("empty_file", name)
    if len(content) > MAX_BYTES:
        raise Refused("too_large", f"{len(content):,} bytes")
    if content.startswith(_OLE):
        raise Refused("password_protected", name)
    suffix = PurePosixPath(name).suffix.lower()
    if content.startswith(b"PK"):
        _guard_zip(name, content)
        return "xlsx"
    if not _is_text(content):
        raise Refused("not_a_workbook", name)
    if suffix in (".xlsx", ".xlsm", ".xls"):
        raise Refused("csv_renamed", name)
    return "csv"


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in content and not content.startswith((b"%PDF", b"\x89PNG", b"MZ", b"GIF8", b"\xff\xd8"))


def _guard_zip(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise Refused("zip_bomb", f"{len(members)} members")
            for member in members:
                _guard_name(member.filename)
            _guard_sizes(archive, members)
            if "xl/workbook.xml" not in archive.namelist():
                raise Refused("not_a_workbook", name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as broken:
        raise Refused("truncated_file", name) from broken


def _guard_name(member: str) -> None:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise Refused("not_a_workbook", member[:80])
    if path.name.lower() == "vbaproject.bin":
        raise Refused("macros_not_admitted", member)
    if "externallinks" in member.lower():
        raise Refused("external_links", member)


def _guard_sizes(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Expand every member in small pieces, trusting no header: what counts is what comes out."""
    total = 0
    for member in members:
        size, tail = 0, b""
        with archive.open(member) as opened:
            while piece := opened.read(CHUNK):
                size, total = size + len(piece), total + len(piece)
                if size > MAX_MEMBER_BYTES or total > MAX_TOTAL_BYTES:
                    raise Refused("zip_bomb", member.filename)
                if member.filename.lower().endswith(_XML):
                    _guard_xml(tail + piece, member.filename)
                    tail = piece[-64:]


def _guard_xml(piece: bytes, member: str) -> None:
    """No workbook needs a document type; UTF-16 would hide one from a plain search."""
    plain = piece.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused("xml_entities", member)
