"""What an earlier painting left in a workbook: its sheet of findings, and what each painted cell was filled with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl

from reports.addresses import Place, place_of
from reports.observations import COLUMNS, HEADER, HIDDEN, MARKER, SHEET
from reports.package import SheetPart
from reports.styles import Fill, recorded

Cell = tuple[str, Place]
_SHEET_AT, _CELL_AT = (list(COLUMNS).index(name) for name in ("sheet", "cell"))


@dataclass(frozen=True)
class Earlier:
    """The sheet of an earlier painting, None where there was none, and the fills it remembers."""

    sheet: SheetPart | None
    fills: dict[Cell, Fill]


def earlier(sheets: Mapping[str, SheetPart], content: bytes) -> Earlier:
    """Return what an earlier painting left; a sheet of that name without our marker is the sender's own."""
    for sheet in sheets.values():
        if not sheet.name.casefold().startswith(SHEET.casefold()):
            continue
        rows = _rows(content, sheet.name)
        if len(rows) >= HEADER and rows[HEADER - 1][HIDDEN - 1] == MARKER:
            return Earlier(sheet, _fills(rows[HEADER:]))
    return Earlier(None, {})


def _rows(content: bytes, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        return [(*row, *[None] * HIDDEN)[:HIDDEN] for row in book[name].iter_rows(max_col=HIDDEN, values_only=True)]
    finally:
        book.close()


def _fills(rows: Iterable[tuple[Any, ...]]) -> dict[Cell, Fill]:
    found: dict[Cell, Fill] = {}
    for row in rows:
        sheet, cell, hidden = row[_SHEET_AT], row[_CELL_AT], row[HIDDEN - 1]
        place, fill = place_of(str(cell)), recorded(str(hidden)) if hidden else None
        if place and fill:
            found[str(sheet), place] = fill
    return found
