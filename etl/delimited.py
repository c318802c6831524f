"""Reads a CSV file as text cells: nothing typed or guessed, rows numbered as the sender sees them."""

from __future__ import annotations

import csv
import io
import re

from etl.grid import ERRORS, MAX_COLUMNS, MAX_ROWS, Grid, Place, Row, as_table
from etl.hostile import Refused
from etl.letters import letter_of


def read_csv(content: bytes) -> Grid:
    """Return a CSV file as one grid named `csv`; the row number is the line where the record starts."""
    lines = list(io.StringIO(_decode(content), newline=""))
    delimiter = _delimiter(lines)
    reader = csv.reader(lines, delimiter=delimiter)
    rows, errors, start = list[Row](), dict[Place, str](), 1
    try:
        for record in reader:
            if any(value.strip() for value in record[MAX_COLUMNS:]):
                raise Refused("too_large", f"{len(record):,} columnas · columns")
            cells = {letter_of(n): value for n, value in enumerate(record[:MAX_COLUMNS], 1) if value.strip()}
            if cells:
                rows.append((start, cells))
                errors.update({(start, at): text for at, text in cells.items() if text.strip() in ERRORS})
            if len(rows) > MAX_ROWS:
                raise Refused("too_large", f"{len(rows):,} filas · rows")
            last, start = start, reader.line_num + 1
            if start > len(lines):
                _closed(lines[last - 1 :], delimiter, last)
    except csv.Error as broken:
        raise Refused("truncated_file", f"línea · line {start}: {broken}") from broken
    return Grid("csv", as_table(rows), errors=errors)


def _delimiter(lines: list[str]) -> str:
    """Choose by the header, the first line with text; what stands between quotes separates nothing."""
    header = re.sub(r'"[^"]*"', "", next((line for line in lines if line.strip()), ""))
    return max((",", ";", "\t"), key=header.count)


def _closed(record: list[str], delimiter: str, line: int) -> None:
    """Refuse a last record whose quotes never close: it swallowed the rest of the file, or the file was cut."""
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as broken:
        if "unexpected end" in str(broken):
            raise Refused("truncated_file", f"línea · line {line}") from broken


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
