"""Reads a file as text cells with their addresses: nothing typed, nothing guessed, rows numbered as the sender sees."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import ERROR_CODES

from etl.hostile import Refused
from etl.letters import letter_of

MAX_ROWS = 200_000
MAX_COLUMNS = 300
META = "_meta"


@dataclass(frozen=True)
class Grid:
    """One sheet as text; `formulas` says whether a formula cell has a cached value, `errors` holds #N/A and kin."""

    name: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    formulas: dict[tuple[int, str], bool] = field(default_factory=dict)
    errors: dict[tuple[int, str], str] = field(default_factory=dict)
    is_hidden: bool = False


def read_workbook(content: bytes) -> list[Grid]:
    """Return every sheet of a workbook; Refused where it is none that can be read."""
    values, formulas = _open(content, cached=True), _open(content, cached=False)
    try:
        return [_grid(values[name], formulas[name]) for name in values.sheetnames if name != META]
    finally:
        values.close()
        formulas.close()


def _open(content: bytes, *, cached: bool) -> Any:
    try:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=cached, keep_links=False)
    except (KeyError, ValueError, TypeError, OSError, AttributeError, SyntaxError) as broken:
        raise Refused("truncated_file", type(broken).__name__) from broken


def _grid(values: Any, formulas: Any) -> Grid:
    if not hasattr(values, "iter_rows"):
        return Grid(values.title)
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    grid = Grid(values.title, is_hidden=values.sheet_state != "visible")
    written = formulas.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    shown = values.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    for number, (row, source) in enumerate(zip(shown, written, strict=False), start=1):
        if number > MAX_ROWS:
            raise Refused("too_large", f"{number:,} filas · rows")
        cells = {}
        for position, (value, formula) in enumerate(zip(row, source, strict=False), start=1):
            if value is None and formula is None:
                continue
            letter = letter_of(position)
            if _is_formula(formula):
                grid.formulas[number, letter] = value is not None
            if isinstance(value, str) and value in ERROR_CODES:
                grid.errors[number, letter] = value
            text = as_text(value)
            if text:
                cells[letter] = text
        if cells:
            grid.rows.append((number, cells))
    return grid


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=") and len(value) > 1) or hasattr(value, "ref")


def as_text(value: Any) -> str:
    """Return a cell's value as exact text: 12 for 12.0, the shortest decimal of a float, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def read_csv(content: bytes) -> Grid:
    """Return a CSV file as one grid named `csv`; the row number is the line where the record starts."""
    text = _decode(content)
    header = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    grid, start = Grid("csv"), 1
    try:
        for record in reader:
            cells = {letter_of(n): value for n, value in enumerate(record[:MAX_COLUMNS], start=1) if value.strip()}
            if cells:
                grid.rows.append((start, cells))
            start = reader.line_num + 1
            if start > MAX_ROWS:
                raise Refused("too_large", f"{start:,} filas · rows")
    except csv.Error as broken:
        raise Refused("truncated_file", str(broken)) from broken
    return grid


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def meta_text(content: bytes) -> str | None:
    """Return what cell A1 of the hidden sheet `_meta` says; None where there is no such sheet."""
    if not content.startswith(b"PK"):
        return None
    workbook = _open(content, cached=True)
    try:
        if META not in workbook.sheetnames:
            return None
        first = next(workbook[META].iter_rows(min_row=1, max_row=1, max_col=1, values_only=True), (None,))
        return None if first[0] is None else str(first[0])
    finally:
        workbook.close()
