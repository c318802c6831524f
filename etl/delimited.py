"""Reads a CSV file as text cells: nothing typed or guessed, rows numbered as the sender sees them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import groupby, islice

from etl.grid import ERRORS, MAX_COLUMNS, MAX_ROWS, Grid, Row, as_table
from etl.hostile import Refused
from etl.letters import letter_of

# Which character separates is decided by this many records: enough for titles above a header.
SAMPLED = 100
# The first is taken where two separate equally well.
DELIMITERS = (",", ";", "\t", "|")
# No cell of Excel is longer; a longer one is a quote that swallowed rows.
MAX_CELL = 32_767
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv(content: bytes) -> Grid:
    """Return a CSV file as one grid named `csv`; the row number is the line where the record starts."""
    text, is_assumed = _decoded(content)
    lines = list(io.StringIO(text, newline=""))
    delimiter, first = _delimiter(lines)
    reader = csv.reader(lines[first:], delimiter=delimiter)
    rows, widths, start = list[Row](), dict[int, int](), first + 1
    try:
        for record in reader:
            if cells := _cells(start, record):
                rows.append((start, cells))
                widths[start] = len(record)
            if len(rows) > MAX_ROWS:
                raise Refused("too_large", f"{len(rows):,} filas · rows")
            last, start = start, first + reader.line_num + 1
            if start > len(lines):
                _closed(lines[last - 1 :], delimiter, last)
    except csv.Error as broken:
        raise Refused("truncated_file", f"línea · line {start}: {broken}") from broken
    errors = {(n, at): text for n, cells in rows for at, text in cells.items() if text.strip() in ERRORS}
    return Grid("csv", as_table(rows), errors=errors, widths=widths, assumed=_first_foreign(rows) if is_assumed else {})


def _cells(number: int, record: Sequence[str]) -> dict[str, str]:
    """Return the text of each letter that has any; what lies past the limits refuses the file, not left out."""
    if any(value.strip() for value in record[MAX_COLUMNS:]):
        raise Refused("too_large", f"{len(record):,} columnas · columns")
    if any(len(value) > MAX_CELL for value in record if value.strip()):
        raise Refused("unclosed_quote", str(number))
    return {letter_of(n): value for n, value in enumerate(record[:MAX_COLUMNS], 1) if value.strip()}


def _delimiter(lines: Sequence[str]) -> tuple[str, int]:
    """Return what separates fields and the number of lines before the table.

    Excel may declare it in a first line `sep=;`. Otherwise it is the character that divides most records in a row
    into the same number of fields, more than one; then the one that makes more fields.
    """
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if declared := _DECLARED.fullmatch(lines[first] if lines else ""):
        return declared[1], first + 1
    return max(DELIMITERS, key=lambda delimiter: _agreement(lines[first:], delimiter)), 0


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return the longest run of records with the same number of fields, and that number; (0, 0) where none divide."""
    try:
        widths = [len(record) for record in islice(csv.reader(lines, delimiter=delimiter), SAMPLED) if any(record)]
    except csv.Error:
        return 0, 0
    runs = [(len(list(same)), width) for width, same in groupby(widths) if width > 1]
    return max(runs, default=(0, 0))


def _closed(record: Sequence[str], delimiter: str, line: int) -> None:
    """Refuse a last record whose quotes never close: it swallowed the rest of the file, or the file was cut."""
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as broken:
        if "unexpected end" in str(broken):
            raise Refused("truncated_file", f"línea · line {line}") from broken


def _decoded(content: bytes) -> tuple[str, bool]:
    """Return the text and whether its encoding had to be assumed; Refused where no encoding reads it whole."""
    is_wide = content.startswith(_UTF16)
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig"), False
    except UnicodeDecodeError as broken:
        line = content.count(b"\n", 0, broken.start) + 1
    # What is not Unicode is what Windows writes in Peru, if it is that at all.
    try:
        if not is_wide:
            return content.decode("cp1252"), True
    except UnicodeDecodeError as broken:
        line = content.count(b"\n", 0, broken.start) + 1
    raise Refused("unknown_encoding", str(line))


def _first_foreign(rows: Sequence[Row]) -> dict[tuple[int, str], str]:
    """Return the first cell whose letters depend on the encoding."""
    foreign = ({(row, at): text} for row, cells in rows for at, text in cells.items() if not text.isascii())
    return next(foreign, dict[tuple[int, str], str]())
