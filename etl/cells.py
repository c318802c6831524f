"""What a sheet's XML says of its cells, before anything tells what they mean."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

# `kind` is the cell's type as written; `text` its value, or the text inside it; `formula` null where there is none.
CELL = {
    "row": pl.Int32,
    "letter": pl.String,
    "style": pl.Int32,
    "kind": pl.String,
    "text": pl.String,
    "formula": pl.String,
    "formula_kind": pl.String,
    "formula_index": pl.String,
}


@dataclass(frozen=True)
class Written:
    """The cells of one sheet that hold a value or a formula, in the order of its rows.

    `text` is never null: a value that is absent is empty. `walked` counts cells up to the last of each row, `last_row`
    and `last_column` are those of the last value; `merged` holds the merged ranges.
    """

    cells: pl.DataFrame
    walked: int
    merged: tuple[str, ...] = ()
