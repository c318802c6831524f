"""Opens a workbook: its sheets in order, its shared strings, and which styles show a number as a date."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from xml.parsers.expat import ExpatError

import polars as pl
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from etl.hostile import Refused
from etl.strings import shared_strings

_BROKEN = (
    KeyError, ValueError, TypeError, OSError, AttributeError, SyntaxError, IndexError, OverflowError, EOFError,
    AssertionError, zipfile.BadZipFile, zlib.error, ExpatError, pl.exceptions.PolarsError,
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One sheet of a workbook: its name, the member of the archive that holds it, and what is said of it."""

    name: str
    member: str
    is_hidden: bool
    has_no_cells: bool


@dataclass(frozen=True)
class Book:
    """An open workbook. Styles in `dates` show a number as a day or an hour, those in `spans` as hours elapsed."""

    archive: zipfile.ZipFile
    parts: tuple[Part, ...]
    strings_member: str | None
    epoch: datetime
    dates: frozenset[int]
    spans: frozenset[int]

    def xml(self, part: Part) -> bytes:
        """Return the XML of a sheet."""
        return self.archive.read(part.member)

    @cached_property
    def strings(self) -> pl.Series:
        """The shared strings, in the order cells refer to them by."""
        if self.strings_member is None:
            return pl.Series([], dtype=pl.String)
        return shared_strings(self.archive.read(self.strings_member))


@contextmanager
def opened(content: bytes) -> Generator[Book]:
    """Open a workbook to read once; whatever is stumbled over means that the file is damaged."""
    try:
        reader: Any = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            yield _book(reader)
        finally:
            reader.archive.close()
    except _BROKEN as broken:
        raise Refused("truncated_file", type(broken).__name__) from broken


def _book(reader: Any) -> Book:
    """Let openpyxl read the small parts: what is a sheet and what is a date then means the same as everywhere."""
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    parts = tuple(
        Part(sheet.name, rel.target, sheet.state != "visible", not rel.Type.endswith("/worksheet"))
        for sheet, rel in reader.parser.find_sheets()
    )
    missing = [part.name for part in parts if part.member not in reader.valid_files]
    missing += [sheet.name for sheet in reader.parser.sheets if not sheet.id]
    # Of two namesakes nobody could tell which one is meant.
    if missing or len({part.name.casefold() for part in parts}) < len(parts):
        raise Refused("truncated_file", ", ".join(missing) or ", ".join(part.name for part in parts))
    strings = reader.package.find(SHARED_STRINGS)
    return Book(
        reader.archive,
        parts,
        strings.PartName[1:] if strings is not None else None,
        reader.wb.epoch,
        frozenset(reader.wb._date_formats),
        frozenset(reader.wb._timedelta_formats),
    )
