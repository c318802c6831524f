"""The plain twin of our reader: openpyxl twice, once for what is written and once for what was calculated."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import openpyxl

from etl.grid import ERRORS
from etl.hostile import Refused
from etl.letters import letter_of
from etl.values import as_text

MAX_ROWS, MAX_COLUMNS, MAX_WALKED = 200_000, 300, 20_000_000
META = "_meta"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d+)"')
_BROKEN = (
    KeyError, ValueError, TypeError, OSError, AttributeError, SyntaxError, IndexError, OverflowError, EOFError,
    AssertionError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


Row = tuple[int, dict[str, str]]
Place = tuple[int, str]


@dataclass(frozen=True)
class Grid:
    """One sheet as text, blank cells and blank rows left out.

    `formulas` says of each formula cell whether it has a cached value; one without keeps its own text in `rows`.
    `errors` holds #N/A and kin, `merged` the merged ranges (only their first cell has a value).
    """

    name: str
    rows: list[Row] = field(default_factory=list[Row])
    formulas: dict[Place, bool] = field(default_factory=dict[Place, bool])
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    merged: tuple[str, ...] = ()
    is_hidden: bool = False


def read_workbook(content: bytes) -> list[Grid]:
    """Return every sheet of a workbook, hidden ones marked; Refused where it is none that can be read."""
    with _opened(content, cached=False) as written:
        grids = [_grid(written[name]) for name in written.sheetnames if name != META]
    if any(grid.formulas for grid in grids):
        with _opened(content, cached=True) as shown:
            for grid in grids:
                if grid.formulas:
                    _put_results(grid, shown[grid.name])
    return grids


@contextmanager
def _opened(content: bytes, *, cached: bool) -> Generator[Any]:
    """Open a workbook to read once; whatever openpyxl stumbles over means the file is damaged."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=cached, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except _BROKEN as broken:
        raise Refused("truncated_file", type(broken).__name__) from broken


def _grid(sheet: Any) -> Grid:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is only a chart
        return Grid(sheet.title, is_hidden=sheet.sheet_state != "visible")
    with sheet._get_source() as source:
        xml = source.read()
    numbers = [int(number) for number in _ROW.findall(xml)]
    if any(later <= earlier for earlier, later in pairwise(numbers)):  # openpyxl would leave such rows out, silently
        raise Refused("truncated_file", sheet.title)
    merged = tuple(found.decode() for found in _MERGED.findall(xml))
    grid = Grid(sheet.title, merged=merged, is_hidden=sheet.sheet_state != "visible")
    for number, row in _walk(sheet):
        cells: dict[str, str] = {}
        for position, cell in enumerate(row, start=1):
            if cell.value is None:
                continue
            letter = letter_of(position)
            is_formula = cell.data_type == "f"
            text = _formula(cell.value) if is_formula else as_text(cell.value)
            if not text.strip():
                continue
            cells[letter] = text
            if is_formula:
                grid.formulas[number, letter] = False
            elif cell.data_type == "e" or text in ERRORS:
                grid.errors[number, letter] = text
        if cells:
            grid.rows.append((number, cells))
    return grid


def _walk(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield each row that has cells; a value past the limits refuses the file rather than being left out."""
    sheet.reset_dimensions()  # what a file says of its own extent may be wrong
    walked = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        walked += len(row)
        if walked > MAX_WALKED:
            raise Refused("too_large", f"{walked:,} celdas · cells")
        if number > MAX_ROWS and any(cell.value is not None for cell in row):
            raise Refused("too_large", f"{number:,} filas · rows")
        if len(row) > MAX_COLUMNS and any(cell.value is not None for cell in row[MAX_COLUMNS:]):
            raise Refused("too_large", f"{len(row):,} columnas · columns")
        if row:
            yield number, row[:MAX_COLUMNS]


def _formula(value: Any) -> str:
    return value if isinstance(value, str) else str(getattr(value, "text", None) or "=")


def _put_results(grid: Grid, sheet: Any) -> None:
    """Put each formula's cached result in its place; one that was never calculated keeps its text."""
    rows = dict(grid.rows)
    for number, row in _walk(sheet):
        for position, cell in enumerate(row, start=1):
            at = number, letter_of(position)
            # An empty result that is text, ="", is a result; openpyxl shows it as no value of type "str".
            if at not in grid.formulas or (cell.value is None and cell.data_type != "str"):
                continue
            grid.formulas[at] = True
            text = as_text(cell.value)
            rows[number][at[1]] = text
            if not text.strip():
                del rows[number][at[1]]
            elif cell.data_type == "e" or text in ERRORS:
                grid.errors[at] = text
    grid.rows[:] = [(number, cells) for number, cells in grid.rows if cells]


def meta_texts(content: bytes) -> list[str]:
    """Return the texts of column A of the hidden sheet `_meta`, top down; none where there is no such sheet."""
    if not content.startswith(b"PK"):
        return []
    with _opened(content, cached=True) as book:
        if META not in book.sheetnames:
            return []
        return [str(row[0]) for row in book[META].iter_rows(max_col=1, values_only=True) if row[0] is not None]
