"""A sheet of a file as text cells with their addresses, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

MAX_ROWS = 200_000
MAX_COLUMNS = 300
# As files hold them, and as a Spanish Excel writes them into a CSV.
ERRORS = {
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
    "#¡NULO!", "#¡DIV/0!", "#¡VALOR!", "#¡REF!", "#¿NOMBRE?", "#¡NUM!", "#N/D",
}  # fmt: skip
ROW = "row_number"

Row = tuple[int, dict[str, str]]
Place = tuple[int, str]


@dataclass(frozen=True)
class Grid:
    """One sheet as text, blank cells and blank rows left out.

    `table` has one row a row of the sheet: its number (`row_number`, ascending), then the text of each letter, null
    where the cell is blank; letters in the order of the sheet, those without any text left out.
    `formulas` says of each formula cell whether it has a cached value; one without keeps its own text.
    `errors` holds #N/A and kin, `merged` the merged ranges (only their first cell has a value).
    `widths` says of each row of a CSV file how many fields it has; a workbook has none.
    `assumed` is the first cell whose letters were read with an encoding the file does not prove.
    """

    name: str
    table: pl.DataFrame = field(default_factory=lambda: as_table(()))
    formulas: dict[Place, bool] = field(default_factory=dict[Place, bool])
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    merged: tuple[str, ...] = ()
    widths: dict[int, int] = field(default_factory=dict[int, int], compare=False)
    assumed: dict[Place, str] = field(default_factory=dict[Place, str], compare=False)
    is_hidden: bool = False

    @cached_property
    def rows(self) -> list[Row]:
        """The same rows one by one: their number and the text of each letter that has any."""
        return as_rows(self.table)


def as_rows(table: pl.DataFrame) -> list[Row]:
    """Return the rows of a table of letters, cells without text left out."""
    letters = table.columns[1:]
    return [
        (number, {letter: text for letter, text in zip(letters, texts, strict=True) if text is not None})
        for number, *texts in table.iter_rows()
    ]


def as_table(rows: Iterable[tuple[int, Mapping[str, str]]]) -> pl.DataFrame:
    """Return rows read one by one as a table of letters."""
    given = list(rows)
    letters = in_order({letter for _, cells in given for letter in cells})
    columns = {letter: pl.Series([cells.get(letter) for _, cells in given], dtype=pl.String) for letter in letters}
    return pl.DataFrame({ROW: pl.Series([number for number, _ in given], dtype=pl.Int32)} | columns)


def in_order(letters: Iterable[str]) -> list[str]:
    """Return column letters from left to right.

    >>> in_order({"AA", "B", "A"})
    ['A', 'B', 'AA']
    """
    return sorted(letters, key=lambda letter: (len(letter), letter))
