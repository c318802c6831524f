"""Compares what stands above the header of a workbook of ours with what it was issued for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from etl.finding import Finding
from etl.grid import ROW, Grid, as_rows
from etl.layout import Placed
from warehouse import reference

FIRST = "A"


def cover_changed(placed: Placed, grid: Grid, organisation: str, period: str, pattern: str) -> Iterator[Finding]:
    """Yield an error for each cell above the header that names another organisation or period than the template's."""
    units = (*reference.codes("organisation"), *reference.codes("unit"))
    for number, cells in as_rows(grid.table.filter(pl.col(ROW) < placed.header_row)):
        said = " ".join(cells.get(FIRST, "").split())
        code = said.split(" · ")[0]
        for found, expected, is_one in (
            (said, period, re.fullmatch(pattern, said)),
            (code, organisation, code in units),
        ):
            if is_one and found != expected:
                where = {"sheet": placed.sheet.name, "cell": f"{FIRST}{number}"}
                yield Finding.of("cover_changed", **where, found=found, expected=expected)
