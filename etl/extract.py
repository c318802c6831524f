"""Reads a workbook as text cells with their addresses: nothing typed or guessed, rows numbered as in the file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import polars as pl

from etl.book import Book, Part, opened
from etl.cells import Written
from etl.cells_by_events import read as by_events
from etl.cells_by_pattern import WORKERS
from etl.cells_by_pattern import read as by_pattern
from etl.grid import MAX_COLUMNS, MAX_ROWS, ROW, Grid, in_order
from etl.hostile import Refused
from etl.letters import number_of
from etl.values import values
from etl.xml_text import NotPlainError

# One cell in the last column of many rows makes each of them 16,384 cells wide to walk.
MAX_WALKED = 20_000_000
META = "_meta"


def read_workbook(content: bytes) -> list[Grid]:
    """Return every sheet of a workbook but `_meta`, hidden ones marked; Refused where it cannot be read whole."""
    return read(content)[0]


def meta_texts(content: bytes) -> list[str]:
    """Return the texts of column A of the hidden sheet `_meta`, top down; none where there is no such sheet."""
    return read(content)[1] if content.startswith(b"PK") else []


def read(content: bytes) -> tuple[list[Grid], list[str]]:
    """Return what `read_workbook` and `meta_texts` do, from a workbook opened once."""
    with opened(content) as book, ThreadPoolExecutor(WORKERS) as workers:
        grids = {grid.name: grid for grid in workers.map(partial(_grid, book), book.parts)}
    meta = grids.pop(META, Grid(META)).table
    return list(grids.values()), meta["A"].drop_nulls().to_list() if "A" in meta.columns else []


def written(xml: bytes) -> Written:
    """Return the cells of a sheet: by patterns where they tell every byte of it, else by an XML parser."""
    try:
        return by_pattern(xml)
    except NotPlainError:
        return by_events(xml)


def _grid(book: Book, part: Part) -> Grid:
    if part.has_no_cells:
        return Grid(part.name, is_hidden=part.is_hidden)
    sheet = written(book.xml(part))
    cells = values(sheet.cells, book)
    _guard(sheet.walked, cells)
    formulas = cells.filter(pl.col("is_calculated").is_not_null())
    errors = cells.filter("is_error")
    return Grid(
        part.name,
        _table(cells.filter(pl.col("value").is_not_null())),
        dict(zip(_places(formulas), formulas["is_calculated"].to_list(), strict=True)),
        dict(zip(_places(errors), errors["value"].to_list(), strict=True)),
        sheet.merged,
        is_hidden=part.is_hidden,
    )


def _guard(walked: int, cells: pl.DataFrame) -> None:
    """Refuse a sheet whose values lie past the limits, rather than leaving them out."""
    if walked > MAX_WALKED:
        raise Refused("too_large", f"{walked:,} celdas · cells")
    last = cells["row"].max()
    if isinstance(last, int) and last > MAX_ROWS:
        raise Refused("too_large", f"{last:,} filas · rows")
    widest = max((number_of(letter) for letter in cells["letter"].unique()), default=0)
    if widest > MAX_COLUMNS:
        raise Refused("too_large", f"{widest:,} columnas · columns")


def _table(cells: pl.DataFrame) -> pl.DataFrame:
    """Lay cells out as the sheet shows them: a row a row, a column a letter."""
    wide = cells.pivot(on="letter", index="row", values="value").sort("row").rename({"row": ROW})
    return wide.select(ROW, *in_order(wide.columns[1:]))


def _places(cells: pl.DataFrame) -> zip[tuple[int, str]]:
    return zip(cells["row"].to_list(), cells["letter"].to_list(), strict=True)
