"""Tells of the visible sheets of a workbook that nobody reads, and of those that hold what should be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from etl.finding import Finding
from etl.grid import Grid
from etl.layout import match, place
from expectations.contract import Sheet

# The share of a sheet's columns by which it is known, whatever it is called.
ENOUGH = 0.5
# What the only sheet of a file of text is called.
CSV = "csv"
# What our own workbooks hold besides data: what a template explains and lists, and what a painted copy tells.
OURS = {"Instrucciones", "Listas", "Observaciones"}


def other_sheets(sheets: Sequence[Sheet], read: Iterable[str], grids: Mapping[str, Grid]) -> Iterator[Finding]:
    """Yield a finding for each visible sheet with cells that is none of those read: an error where it has our columns.

    Of a publisher's workbook, whose sheet is found by its headers, the others are nobody's business; a CSV has none.
    """
    if any(sheet.by_headers for sheet in sheets) or CSV in grids:
        return
    for grid in grids.values():
        if grid.name in {*read, *OURS} or grid.is_hidden or grid.table.is_empty():
            continue
        meant = next((sheet for sheet in sheets if _holds(sheet, grid)), None)
        rule = "sheet_misnamed" if meant else "sheet_not_read"
        expected = meant.name if meant else ", ".join(sheet.name for sheet in sheets)
        yield Finding.of(rule, found=grid.name, expected=expected)


def _holds(sheet: Sheet, grid: Grid) -> bool:
    """Say whether a grid shows that sheet's columns and has rows under them."""
    return match(sheet, grid) >= ENOUGH and not place(sheet, grid).table.is_empty()
