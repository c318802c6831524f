"""A sheet of a file as text cells with their addresses, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_ROWS = 200_000
MAX_COLUMNS = 300
# As files hold them, and as a Spanish Excel writes them into a CSV.
ERRORS = {
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
    "#¡NULO!", "#¡DIV/0!", "#¡VALOR!", "#¡REF!", "#¿NOMBRE?", "#¡NUM!", "#N/D",
}  # fmt: skip

Row = tuple[int, dict[str, str]]
Place = tuple[int, str]


@dataclass(frozen=True)
class Grid:
    """One sheet as text, blank cells and blank rows left out.

    `formulas` says of each formula cell whether it has a cached value; one without keeps its own text in `rows`.
    `errors` holds #N/A and kin, `merged` the merged ranges (only their first cell has a value).
    `widths` says of each row of a CSV file how many fields it has; a workbook has none.
    `assumed` is the first cell whose letters were read with an encoding the file does not prove.
    """

    name: str
    rows: list[Row] = field(default_factory=list[Row])
    formulas: dict[Place, bool] = field(default_factory=dict[Place, bool])
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    merged: tuple[str, ...] = ()
    widths: dict[int, int] = field(default_factory=dict[int, int], compare=False)
    assumed: dict[Place, str] = field(default_factory=dict[Place, str], compare=False)
    is_hidden: bool = False
