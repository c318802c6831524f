"""Addresses of cells: D5 is row 5, column 4."""

from __future__ import annotations

import re

from xlsxwriter.utility import xl_rowcol_to_cell

Place = tuple[int, int]
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def place_of(address: str | None) -> Place | None:
    """Return (row, column) counted from 1; None for what is no cell of a sheet."""
    found = _CELL.fullmatch(address or "")
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def address_of(row: int, column: int) -> str:
    """Return the address of a cell by its row and column counted from 1."""
    return xl_rowcol_to_cell(row - 1, column - 1)


def link(sheet: str, area: str) -> str:
    """Return where a link inside the workbook leads: 'Avance'!D5."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{area}"
