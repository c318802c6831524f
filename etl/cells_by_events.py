"""Reads the cells of any sheet that XML allows, tag by tag."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import polars as pl
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from etl.cells import CELL, Written
from etl.hostile import Refused
from etl.xml_events import MAIN, parser

_RANGE = re.compile(r"[A-Z]+\d+:[A-Z]+\d+")
_DATA = [MAIN + "worksheet", MAIN + "sheetData"]
_CELL = [*_DATA, MAIN + "row", MAIN + "c"]
# Where a cell's texts are, from the cell inwards.
_VALUE, _FORMULA = (MAIN + "v",), (MAIN + "f",)
_INLINE = {(MAIN + "is", MAIN + "t"), (MAIN + "is", MAIN + "r", MAIN + "t")}


def read(xml: bytes) -> Written:
    """Return the cells of a sheet; Refused where its rows or cells contradict each other."""
    reader = Reader()
    parser(reader).Parse(xml, True)
    cells = pl.DataFrame(reader.cells, schema=CELL, orient="row")
    return Written(cells, reader.walked, tuple(reader.merged))


class Reader:
    """Hears the tags of a sheet and gathers its cells."""

    def __init__(self) -> None:
        self.cells: list[tuple[Any, ...]] = []
        self.merged: list[str] = []
        self.walked = self.tables = 0
        self._path: list[str] = []
        self._row = self._column = self._widest = 0
        self._seen: set[int] = set()
        self._cell: dict[str, Any] = {}
        self._formula: dict[str, Any] | None = None
        self._texts: dict[str, list[str]] = {}

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        """Hear of an element that begins."""
        self._path.append(name)
        if len(self._path) == 1 and name != MAIN + "worksheet":
            raise Refused("truncated_file", name)
        if self._path == _DATA:
            self.tables += 1
        elif self._path[:-1] == _DATA and name == MAIN + "row":
            self._start_row(attributes)
        elif self._path == _CELL:
            self._start_cell(attributes)
        elif self._path[:-1] == _CELL and name == MAIN + "f" and self._formula is None:
            self._formula = attributes
        elif name == MAIN + "mergeCell" and _RANGE.fullmatch(attributes.get("ref", "")):
            self.merged.append(attributes["ref"])

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        if self._path == _CELL:
            self._end_cell()
        elif self._path == _CELL[:-1]:
            self.walked += self._widest
        self._path.pop()

    def text(self, data: str) -> None:
        """Hear of text."""
        inside = tuple(self._path[4:])
        if not inside or self._path[:4] != _CELL:
            return
        kind = "v" if inside == _VALUE else "f" if inside == _FORMULA else "is" if inside in _INLINE else None
        if kind:
            self._texts.setdefault(kind, []).append(data)

    def _start_row(self, attributes: dict[str, Any]) -> None:
        number = float(attributes.get("r", self._row + 1))
        if not number.is_integer() or number <= self._row:
            raise Refused("truncated_file", f"fila · row {attributes.get('r')}")
        self._row, self._column, self._widest = int(number), 0, 0
        self._seen.clear()

    def _start_cell(self, attributes: dict[str, Any]) -> None:
        at = attributes.get("r")
        row, column = coordinate_to_tuple(at) if at else (self._row, self._column + 1)
        if row != self._row or column in self._seen:
            raise Refused("truncated_file", f"celda · cell {at}")
        self._column, self._widest = column, max(column, self._widest)
        self._seen.add(column)
        self._cell, self._formula, self._texts = attributes, None, {}

    def _end_cell(self) -> None:
        kind = self._cell.get("t", "n")
        text = "".join(self._texts.get("is" if kind == "inlineStr" else "v", ()))
        if self._formula is None and not text:
            return
        formula = more = index = None
        if self._formula is not None:
            formula = "".join(self._texts.get("f", ()))
            more, index = self._formula.get("t"), self._formula.get("si")
        style = int(self._cell.get("s", 0))
        self.cells.append((self._row, _letter(self._column), style, kind, text, formula, more, index))


@cache
def _letter(column: int) -> str:
    return get_column_letter(column)
